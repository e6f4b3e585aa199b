import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Views } from '../../../server/src/plan/view';
import type { ColumnRequest } from '../../../server/src/request/schema';
import { compile } from './compile';
import { CITY, HOTEL, TAG } from './schema';

const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [HOTEL]: { name: 'Name', city: 'Town', tags: 'Labels', documentId: 'Key', zone: 'Content', createdBy: 'Author' },
  [CITY]: { name: 'Name', population: 'People', hotels: 'Houses' },
  [TAG]: { name: 'Word' },
  'shared.seo': { title: 'Title' },
  'blocks.quote': { text: 'Words' },
  'admin::user': { firstname: 'First name' },
};

const views: Views = async (uid) => ({ labels: new Map(Object.entries(LABELS[uid] ?? {})), order: [] });

const headers = async (columns: readonly (string | ColumnRequest)[], labels = true): Promise<string[]> =>
  (await compile(columns, { views: labels ? views : null })).columns.map(({ header }) => header);

describe("columns' headers", () => {
  it('are the labels that editors see, hop by hop, and names where there is none', async () => {
    const paths = ['name', 'stars', 'city.population', 'seo.title', 'tags.parent.name', 'createdBy.firstname'];
    const labels = ['Name', 'stars', 'Town / People', 'seo / Title', 'Labels / parent / Word', 'Author / First name'];
    assert.deepEqual(await headers(paths), labels);
    assert.deepEqual(await headers(['__status', '__publication']), ['status', 'version']);
    assert.deepEqual(await headers(['zone.blocks.quote.text', 'zone.__component']), ['Content / Words', 'Content']);
  });

  it('say what is shown of a list', async () => {
    assert.deepEqual(await headers(['tags:count', 'tags.name:first', 'tags.name', 'city.hotels:count']), [
      ...['Labels (count)', 'Labels / Word (first)', 'Labels / Word', 'Town / Houses (count)'],
    ]);
    assert.deepEqual(await headers(['tags:count', 'tags.name:first', 'rooms.number:rows'], false), [
      ...['tags:count', 'tags.name:first', 'rooms.number'],
    ]);
  });

  it('are the paths where paths are asked for', async () => {
    const paths = ['name', 'city.name', 'zone.blocks.quote.text', '__status', 'createdBy.firstname'];
    assert.deepEqual(await headers(paths, false), paths);
  });

  it('are what the request says, whatever the labels', async () => {
    const columns = [
      { path: 'name', header: 'N' },
      { path: 'city.name', header: '' },
    ];
    for (const labels of [true, false]) assert.deepEqual(await headers(columns, labels), ['N', '']);
  });

  it('are told apart by their paths where labels are alike', async () => {
    const views: Views = async () => ({ labels: new Map([['name', 'Name']]), order: [] });
    const { columns } = await compile(['name', { path: 'stars', header: 'Name' }, 'city.name', 'open'], { views });
    assert.deepEqual(columns.map(({ header }) => header).slice(2), ['city / Name', 'open']);
    assert.equal(columns[0]?.header, 'Name (name)');
    const { columns: kinds } = await compile(['zone.blocks.quote.id', 'zone.blocks.deck.id', 'zone.__component'], {
      views,
    });
    assert.deepEqual(
      kinds.map(({ header }) => header),
      ['zone / id (zone.blocks.quote.id)', 'zone / id (zone.blocks.deck.id)', 'zone'],
    );
  });

  it('are left as the request has them, even where two are alike', async () => {
    const columns = [
      { path: 'name', header: '' },
      { path: 'stars', header: '' },
    ];
    assert.deepEqual(await headers(columns), ['', '']);
  });

  it("name a further sheet and its parent's key as editors know them", async () => {
    const { sheets } = await compile(['tags.name:sheet', 'city.hotels.name:sheet', 'zone.__component:sheet'], {
      views,
    });
    assert.deepEqual(
      sheets.map(({ name, columns }) => [name, ...columns.map(({ header }) => header)]),
      [
        ['Labels', 'Key', 'Labels / Word'],
        ['Houses', 'Key', 'Town / Houses / Name'],
        ['Content', 'Key', 'Content'],
      ],
    );
  });
});
