import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access } from '../../../server/src/access/access';
import { checkDefinition } from '../../../server/src/exporter/check-definition';
import { toExporter } from '../../../server/src/exporter/to-exporter';
import { z } from '../../../server/src/exporter';
import { createPlan } from '../../../server/src/plan/create-plan';
import type { Plan } from '../../../server/src/plan/plan';
import { requestOfBody } from '../../../server/src/request/exporter-request';
import { CITY, createAccess, HOTEL, open, refusal, schema } from './schema';

const views = () => Promise.resolve({ labels: new Map(), order: [] });

const definition = {
  name: 'hotels',
  contentType: HOTEL,
  label: 'Hotels',
  filters: z.object({ stars: z.number().optional(), detailed: z.boolean().optional() }),
  where: ({ stars }: { stars?: number }) => ({ stars: { $gte: stars } }),
  columns: [
    'name',
    { path: 'stars', label: 'Sterne', width: 9 },
    { key: 'double', type: 'integer', dependsOn: ['stars'], compute: (row: { stars: number }) => row.stars * 2 },
    { path: 'story', onRequest: true },
    { path: 'visits', when: ({ detailed }: { detailed?: boolean }) => detailed === true },
  ],
  lists: [{ path: 'rooms', label: 'Zimmer', columns: ['number'], csvPlaces: 2 }],
  key: 'stars',
  split: { by: 'kind' },
  summary: {
    title: 'All',
    figures: [
      { label: 'Hotels', of: 'count' },
      { label: 'Visits', of: { sum: 'visits' } },
      { label: 'Doubles', of: { max: 'double' } },
    ],
    tables: [{ title: 'By city', groupBy: 'city.name', groupLabel: 'City', measures: [{ label: 'n', of: 'count' }] }],
  },
};

const plan = (request: object, access: Access = open, changes: object = {}): Promise<Plan> => {
  const exporter = toExporter(checkDefinition({ ...definition, ...changes }), {} as never);
  return createPlan({
    ...{
      schema,
      access,
      exporter,
      views,
      maxRows: null,
      backgroundFrom: 10,
      request: requestOfBody(exporter, request),
    },
    ...{ defaultHeaders: 'paths', defaultPublication: 'published' },
  });
};

const keys = ({ columns }: Plan): string[] => columns.map(({ key }) => key);

describe('the plan of an exporter with columns of its own', () => {
  it('has its columns in their order, with labels and widths', async () => {
    const { columns, leftOut, computed } = await plan({ format: 'json' });
    assert.deepEqual(
      columns.map(({ key, header, width }) => [key, header, width]),
      [
        ['name', 'name', undefined],
        ['stars', 'Sterne', 9],
        ['double', 'double', undefined],
        ['rooms.number', 'rooms.number', undefined],
      ],
    );
    assert.deepEqual([leftOut, computed.map(({ column }) => column.key)], [[], ['double']]);
  });

  it('has further ones with some filters, and where a request names them', async () => {
    assert.ok(keys(await plan({ format: 'json', filters: { detailed: true } })).includes('visits'));
    assert.deepEqual(keys(await plan({ format: 'json', columns: ['story', 'double'] })), ['story', 'double']);
  });

  it('knows no others', async () => {
    for (const column of ['rating', 'rooms.id', 'rooms.number:sheet', 'stars:first']) {
      const refused = await refusal(() => plan({ format: 'xlsx', columns: [column] }));
      assert.equal(refused, 'EXPORT_UNKNOWN_COLUMN columns.0 unknown_column', column);
    }
  });

  it('leaves out what may not be read, and what is computed from it; refuses it where it is named', async () => {
    const access = createAccess({ [HOTEL]: { without: ['stars'] } });
    const { leftOut, ...rest } = await plan({ format: 'json' }, access);
    assert.deepEqual(keys(rest as Plan), ['name', 'rooms.number']);
    assert.deepEqual(
      leftOut.map(({ key }) => key),
      ['stars', 'double'],
    );
    for (const column of ['stars', 'double']) {
      const refused = await refusal(() => plan({ format: 'json', columns: [column] }, access));
      assert.equal(refused, 'EXPORT_FIELD_FORBIDDEN columns.0 not_readable');
    }
  });

  it('filters by what its own filters mean, under the rights of whoever asks', async () => {
    const { filters } = await plan({ format: 'json', filters: { stars: 3 } });
    assert.deepEqual((filters.$and as object[])[0], { stars: { $gte: 3 } });
    const access = createAccess({ [HOTEL]: { without: ['stars'] } });
    const refused = await refusal(() => plan({ format: 'json', filters: { stars: 3 } }, access));
    assert.equal(refused, 'EXPORT_FIELD_FORBIDDEN filters.stars not_readable');
  });

  it('gives lists columns for their first items in CSV, and sheets that begin with its key in Excel', async () => {
    const csv = await plan({ format: 'csv' });
    assert.deepEqual(
      csv.columns.slice(-2).map(({ key, header, list, item }) => [key, header, list, item]),
      [
        ['rooms.number:1', 'rooms.number 1', 'item', { at: 0, of: 2 }],
        ['rooms.number:2', 'rooms.number 2', 'item', { at: 1, of: 2 }],
      ],
    );
    const { sheets } = await plan({ format: 'xlsx' });
    assert.deepEqual(
      sheets.map(({ name, columns }) => [name, columns.map(({ key, header }) => [key, header])]),
      [
        [
          'Zimmer',
          [
            ['stars', 'Sterne'],
            ['rooms.number', 'rooms.number'],
          ],
        ],
      ],
    );
  });

  it('begins sheets with the document’s id for whoever may not read the key', async () => {
    const { sheets } = await plan({ format: 'xlsx' }, createAccess({ [HOTEL]: { without: ['stars'] } }));
    assert.equal(sheets[0]?.columns[0]?.key, 'documentId');
  });

  it('has split and summary in Excel alone, reading each value once', async () => {
    const { split, summary, computed } = await plan({ format: 'xlsx' });
    assert.deepEqual([split?.column.key, split?.maxSheets], ['kind', 50]);
    assert.deepEqual(
      summary?.figures.map(({ label, measure }) => [label, measure.kind]),
      [
        ['Hotels', 'count'],
        ['Visits', 'sum'],
        ['Doubles', 'max'],
      ],
    );
    assert.deepEqual([summary.tables[0]?.group.column.key, computed.length], ['city.name', 1]);
    const json = await plan({ format: 'json' });
    assert.deepEqual([json.split, json.summary], [null, null]);
  });

  it('leaves out sheets and figures over what may not be read', async () => {
    const access = createAccess({ [HOTEL]: { without: ['visits', 'kind'] } });
    const { split, summary, leftOut } = await plan({ format: 'xlsx' }, access);
    assert.deepEqual(
      [split, summary?.figures.map(({ label }) => label), summary?.tables],
      [null, ['Hotels', 'Doubles'], []],
    );
    assert.deepEqual(
      leftOut.map(({ key }) => key),
      ['Summary: kind', 'Summary: visits', 'Summary: city.name'],
    );
    assert.equal((await plan({ format: 'xlsx' }, createAccess({ [HOTEL]: {}, [CITY]: {} }))).summary?.tables.length, 1);
  });
});
