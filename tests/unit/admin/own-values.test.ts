import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from '@strapi/utils';
import { type FilterField, fieldsOf } from '../../../admin/src/services/own-filters';
import { type FilterValues, missingOf, toOwnFilters, valueOf } from '../../../admin/src/services/own-values';
import { sentJsonSchema } from '../../../server/src/exporter/json-schema';
import { isoDate, list, toggle } from '../../../server/src/exporter/filter-types';

const FILTERS = z.object({
  account: z.string().min(1),
  status: z.enum(['open', 'closed']).optional(),
  from: isoDate().optional(),
  stars: z.number().optional(),
  floors: list(z.number()).optional(),
  level: z.literal([1, 2]).optional(),
  suppliers: list(z.string()).optional(),
  types: list(z.enum(['a', 'b'])).optional(),
  active: toggle().optional(),
  breakdown: toggle().default(true),
});

const FIELDS = fieldsOf({ filters: sentJsonSchema(FILTERS) }) ?? [];

const field = (name: string): FilterField => {
  const found = FIELDS.find((one) => one.name === name);
  assert.ok(found !== undefined, name);
  return found;
};

const sent = (values: FilterValues): Record<string, unknown> => toOwnFilters(FIELDS, { breakdown: 'true', ...values });

describe('the filters that a form sends', () => {
  it('are values of the types that the exporter takes', () => {
    const values = {
      account: ' acc-1001 ',
      status: 'open',
      from: '2026-02-03',
      stars: '4.5',
      floors: '1, 2',
      level: '2',
      suppliers: 'a, b',
      types: ['b'],
      active: 'false',
    };
    const filters = sent(values);
    assert.deepEqual(filters, {
      account: 'acc-1001',
      status: 'open',
      from: '2026-02-03',
      stars: 4.5,
      floors: [1, 2],
      level: 2,
      suppliers: ['a', 'b'],
      types: ['b'],
      active: false,
      breakdown: true,
    });
    assert.deepEqual(FILTERS.parse(filters), filters, 'and the exporter takes them');
  });

  it('leave out what is empty, so that it limits nothing', () => {
    const empty = { account: '  ', status: '', stars: '', suppliers: ' ,\n', types: [], active: '' };
    assert.deepEqual(sent(empty), { breakdown: true });
  });

  it('take a column that was pasted from a spreadsheet for as many values', () => {
    assert.deepEqual(sent({ suppliers: 'a\r\nb c\n\nd,e\n' }).suppliers, ['a', 'b c', 'd', 'e']);
  });

  it('leave it to the server to refuse what is no number', () => {
    assert.deepEqual(sent({ floors: '1, one' }).floors, [1, 'one']);
  });

  it('say of a box what it shows', () => {
    assert.equal(valueOf(field('breakdown'), {}), 'true');
    assert.deepEqual(toOwnFilters(FIELDS, {}), { breakdown: true });
    assert.equal(sent({ breakdown: 'false' }).breakdown, false);
  });
});

describe('the filters that are missing', () => {
  it('are those that must have a value and have none', () => {
    assert.deepEqual(missingOf(FIELDS, {}), [field('account')]);
    assert.deepEqual(missingOf(FIELDS, { account: ' ' }), [field('account')]);
    assert.deepEqual(missingOf(FIELDS, { account: 'acc-1001' }), []);
  });

  it('are never boxes, which always have a value', () => {
    const fields = fieldsOf({ filters: sentJsonSchema(z.object({ all: toggle() })) }) ?? [];
    assert.deepEqual(missingOf(fields, {}), []);
    assert.deepEqual(toOwnFilters(fields, {}), { all: false });
  });
});
