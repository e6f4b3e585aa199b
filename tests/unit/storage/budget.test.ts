import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type BudgetInput, createBudget } from '../../../server/src/storage/budget';

const FULL = { name: 'ExportError', code: 'EXPORT_STORAGE_FULL', status: 507 };
const MIB = 1024 * 1024;

const budgetOf = (changes: Partial<BudgetInput> = {}) =>
  createBudget({ maxBytes: 100, minFreeBytes: 10, stored: async () => 0, free: async () => null, ...changes });

describe('the room for files', () => {
  it('ends at its ceiling, of which finished files take their part', async () => {
    const budget = budgetOf({ stored: async () => 40 });
    await budget.check();
    const share = await budget.share();
    share.take(59);
    share.take(1);
    assert.throws(() => share.take(1), FULL);
  });

  it('is not there at all when finished files have reached the ceiling', async () => {
    const budget = budgetOf({ stored: async () => 100 });
    await assert.rejects(budget.check(), FULL);
    await assert.rejects(budget.share(), FULL);
  });

  it('is taken once by runs that began at the same time', async () => {
    const budget = budgetOf();
    const shares = await Promise.all([budget.share(), budget.share()]);
    shares[0].take(60);
    shares[1].take(40);
    assert.throws(() => shares[1].take(1), FULL);
  });

  it('is given back, once, by a run that ends', async () => {
    const budget = budgetOf();
    const first = await budget.share();
    first.take(100);
    await assert.rejects(budget.share(), FULL);
    first.end();
    first.end();
    const second = await budget.share();
    second.take(100);
    assert.throws(() => second.take(1), FULL);
  });

  it('is not taken any more by a run that was given up and still writes', async () => {
    const budget = budgetOf();
    const first = await budget.share();
    first.end();
    first.take(100);
    (await budget.share()).take(100);
  });

  it('is without a ceiling where none is set', async () => {
    const share = await budgetOf({ maxBytes: null }).share();
    share.take(Number.MAX_SAFE_INTEGER);
  });

  it('ends before the disk is full', async () => {
    let free = 9;
    const budget = budgetOf({ maxBytes: null, free: async () => free });
    await assert.rejects(budget.check(), FULL);
    free = 10;
    await budget.check();
  });

  it('is looked at again while a run writes', async () => {
    let free = 10;
    let stored = 0;
    const budget = budgetOf({ maxBytes: 100 * MIB, free: async () => free, stored: async () => stored });
    const share = await budget.share();
    share.take(33 * MIB);
    stored = 50 * MIB;
    share.take(33 * MIB);
    await turn();
    assert.throws(() => share.take(1), FULL);

    stored = 0;
    const other = await budget.share();
    free = 9;
    other.take(32 * MIB);
    await turn();
    assert.throws(() => other.take(1), FULL);
  });

  it('does not end because nobody could look', async () => {
    let isAway = false;
    const stored = async (): Promise<number> => {
      if (isAway) throw new Error('the database is away');
      return 0;
    };
    const budget = budgetOf({ maxBytes: 100 * MIB, stored });
    const share = await budget.share();
    isAway = true;
    share.take(40 * MIB);
    await turn();
    share.take(40 * MIB);
    await assert.rejects(budget.check(), /the database is away/);
  });
});
