import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile, refused, wayOf } from './compile';
import { CITY, createAccess, HOTEL, TAG } from './schema';

describe('a further sheet', () => {
  it('has a row for each item, and tells which document the item belongs to', async () => {
    const { columns, sheets, level, rowPath } = await compile(['name', 'tags.name:sheet', 'tags.parent.name:sheet']);
    assert.deepEqual(
      columns.map(({ key }) => key),
      ['name'],
    );
    assert.deepEqual(rowPath, []);
    assert.deepEqual(sheets, [
      {
        name: 'tags',
        path: [{ name: 'tags', index: 2, many: true }],
        columns: [
          { key: 'documentId', header: 'documentId', type: 'text', steps: [], index: 1 },
          {
            key: 'tags.name',
            header: 'tags.name',
            type: 'text',
            steps: [{ name: 'tags', index: 2, many: false }],
            index: 0,
          },
          {
            key: 'tags.parent.name',
            header: 'tags.parent.name',
            type: 'text',
            steps: [
              { name: 'tags', index: 2, many: false },
              { name: 'parent', index: 1, many: false },
            ],
            index: 0,
          },
        ],
      },
    ]);
    assert.deepEqual(
      level.fields.map(({ attribute }) => attribute),
      ['name', 'documentId'],
    );
  });

  it('finds the parent key where it is read already', async () => {
    const { level, sheets } = await compile(['documentId', 'name', 'tags.name:sheet']);
    assert.equal(level.fields.length, 2);
    assert.equal(sheets[0]?.columns[0]?.index, 0);
  });

  it('is one for each list, in the order in which they are asked for', async () => {
    const { sheets } = await compile([
      ...['rooms.number:sheet', 'city.hotels.name:sheet', 'rooms.seo.links.url:sheet', 'rooms.seo.title:sheet'],
      ...['zone.__component:sheet', 'zone.blocks.quote.text:sheet', 'zone.blocks.deck.cards.url:sheet'],
    ]);
    assert.deepEqual(
      sheets.map(({ name, columns }) => [name, ...columns.map(({ key }) => key)]),
      [
        ['rooms', 'documentId', 'rooms.number', 'rooms.seo.title'],
        ['hotels', 'documentId', 'city.hotels.name'],
        ['links', 'documentId', 'rooms.seo.links.url'],
        ['zone', 'documentId', 'zone.__component', 'zone.blocks.quote.text'],
        ['cards', 'documentId', 'zone.blocks.deck.cards.url'],
      ],
    );
    assert.deepEqual(
      sheets.map(({ path }) => path.map(({ name, many }) => name + (many ? '[]' : '')).join(' ')),
      ['rooms[]', 'city hotels[]', 'rooms[] seo links[]', 'zone[]', 'zone[] blocks.deck cards[]'],
    );
    const ways = sheets.flatMap(({ columns }) => columns.slice(1).map(wayOf));
    assert.deepEqual(ways, [
      ...['rooms', 'rooms seo', 'city hotels', 'rooms seo links', 'zone', 'zone <blocks.quote>'],
      'zone <blocks.deck> cards',
    ]);
  });

  it('leaves other columns over the same list what they are', async () => {
    const { columns, sheets } = await compile(['tags.id', 'tags:count', 'tags.id:first', 'tags.name:sheet']);
    assert.deepEqual(columns.map(wayOf), ['tags[]', 'tags[]', 'tags[]']);
    assert.equal(sheets.length, 1);
  });

  it('is had in Excel files alone', async () => {
    for (const format of ['csv', 'json', 'ndjson'] as const) {
      const refusal = 'EXPORT_INVALID_REQUEST columns.1.toMany xlsx_only';
      assert.equal(await refused(['name', 'tags.name:sheet'], { format }), refusal);
    }
  });

  it('is refused as any column is', async () => {
    const access = createAccess({ [HOTEL]: { without: ['rooms.number'] }, [CITY]: {}, [TAG]: { without: ['name'] } });
    for (const path of ['rooms.number:sheet', 'tags.name:sheet', 'remarks.text:sheet']) {
      assert.equal(await refused([path], { access }), 'EXPORT_FIELD_FORBIDDEN columns.0 not_readable', path);
    }
    assert.equal(await refused(['tags.nope:sheet'], { access }), 'EXPORT_UNKNOWN_COLUMN columns.0 unknown_column');
  });

  it('does not tell a document id that may not be read', async () => {
    const access = createAccess({ [HOTEL]: { without: ['documentId'] }, [TAG]: {} });
    const attempt = async (): Promise<readonly string[]> => {
      try {
        return (await compile(['name', 'tags.name:sheet'], { access })).level.fields.map(({ attribute }) => attribute);
      } catch {
        return [];
      }
    };
    assert.equal((await attempt()).includes('documentId'), false);
  });
});
