import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from '@strapi/utils';
import { madeUpFilters } from '../../../server/src/explain/made-up';
import { isoDate, list, toggle } from '../../../server/src/exporter/filter-types';

describe('values that are made up for filters', () => {
  const filters = z.strictObject({
    account: z.string().meta({ examples: ['acc-1'] }),
    status: z.enum(['open', 'closed']).optional(),
    from: isoDate().optional(),
    codes: list(z.string().length(2)),
    active: toggle().optional(),
    least: z.int().min(3).optional(),
    pattern: z
      .string()
      .regex(/^[A-Z]{4}\d$/)
      .optional(),
    anything: z.unknown().optional(),
  });
  const { names, required, valueOf } = madeUpFilters({ filters });

  it('are taken by the filters', () => {
    const values = Object.fromEntries(
      names.filter((name) => name !== 'pattern' && name !== 'anything').map((name) => [name, valueOf(name)]),
    );
    assert.deepEqual(Object.keys(values), ['account', 'status', 'from', 'codes', 'active', 'least']);
    assert.deepEqual(filters.safeParse(values).error?.issues, undefined);
    assert.equal(values.account, 'acc-1');
  });

  it('are none where nothing is known', () => {
    assert.equal(valueOf('anything'), undefined);
  });

  it('are needed for those that must be given', () => {
    assert.deepEqual(required, ['account', 'codes']);
  });
});
