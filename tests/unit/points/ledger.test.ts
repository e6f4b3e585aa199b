import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { isContent, type Model } from '../../../server/src/access/schema';
import { contentTypes } from '../../../server/src/content-types';
import { POINT_ACCOUNT } from '../../../shared/uids';
import { ANNA, type Bench, openBench } from './bench';

describe('the ledger of points', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.records.close());

  it('is no content of the site', () => {
    for (const name of ['point-account', 'point-entry'] as const) {
      const { schema } = contentTypes[name];
      const model = { ...schema, uid: `plugin::content-export.${name}`, modelType: 'contentType' } as unknown as Model;
      assert.equal(isContent(model), false);
    }
  });

  it('owes to an account that somebody deleted', async () => {
    await bench.give(100);
    await bench.charge('run', 40);
    await bench.records.database.query(POINT_ACCOUNT).deleteMany({ where: { owner: ANNA.owner } });
    assert.deepEqual([await bench.ledger.refund('run'), await bench.ledger.refund('run')], [true, false]);
    assert.deepEqual(await bench.ledger.account(ANNA.owner), {
      ...{ owner: ANNA.owner, ownerId: '12', ownerName: ANNA.owner },
      balance: 40,
    });
  });

  describe('that is charged', () => {
    it('takes the cost and writes down what for', async () => {
      await bench.give(100);
      assert.equal(await bench.charge('run', 30), true);
      assert.equal(await bench.ledger.balance(ANNA.owner), 70);
      const { rows, total } = await bench.ledger.entries(ANNA.owner, { page: 1, pageSize: 1 });
      assert.equal(total, 2);
      const { id, at, ...entry } = rows[0] ?? assert.fail();
      assert.ok(id > 0 && Math.abs(Date.now() - Date.parse(at)) < 10_000, at);
      assert.deepEqual(entry, {
        ...{ kind: 'charge', amount: -30, balanceAfter: 70, run: 'run', exporter: 'hotels', rows: 500 },
        ...{ note: null, by: null },
      });
    });

    it('can be emptied, and not overdrawn', async () => {
      await bench.give(100);
      await bench.charge('a', 100);
      await assert.rejects(bench.charge('b', 1), { code: 'EXPORT_INSUFFICIENT_POINTS' });
      assert.equal(await bench.ledger.balance(ANNA.owner), 0);
      assert.deepEqual(await bench.history(), [
        ['adjustment', null, 100, 100],
        ['charge', 'a', -100, 0],
      ]);
    });

    it('tells who has too few points how many there are, and what it costs', async () => {
      await bench.give(50);
      await assert.rejects(bench.charge('run', 120), {
        ...{ name: 'ExportError', code: 'EXPORT_INSUFFICIENT_POINTS', status: 402 },
        ...{ details: { balance: 50, cost: 120 }, message: /costs 120, and you have 50/ },
      });
    });

    it('has nothing for whom it does not know', async () => {
      await assert.rejects(bench.charge('run', 1), {
        code: 'EXPORT_INSUFFICIENT_POINTS',
        details: { balance: 0, cost: 1 },
      });
      assert.equal(await bench.ledger.balance(ANNA.owner), 0);
      assert.equal(await bench.ledger.account(ANNA.owner), null);
    });

    it('takes from nobody else', async () => {
      await bench.give(10);
      await bench.give(10, { owner: 'end-user:13', ownerId: '13', ownerName: 'Bert' });
      await bench.charge('run', 4);
      assert.equal(await bench.ledger.balance('end-user:13'), 10);
    });

    it('charges a run once', async () => {
      await bench.give(100);
      assert.deepEqual(
        [await bench.charge('run', 40), await bench.charge('run', 40), await bench.charge('run', 5)],
        [true, false, false],
      );
      assert.equal(await bench.ledger.balance(ANNA.owner), 60);
      assert.equal((await bench.history()).length, 2);
    });

    it('does not refuse a run for the points that it took itself', async () => {
      await bench.give(40);
      await bench.charge('run', 40);
      assert.equal(await bench.charge('run', 40), false);
    });

    it('writes nothing for what is free, not even an account', async () => {
      assert.equal(await bench.charge('run', 0), false);
      assert.equal(await bench.ledger.account(ANNA.owner), null);
      assert.deepEqual(await bench.history(), []);
    });

    it('keeps the name of who pays up to date', async () => {
      await bench.give(10);
      await bench.charge('run', 4, { ownerName: 'Anna B.' });
      assert.deepEqual(await bench.ledger.account(ANNA.owner), { ...ANNA, ownerName: 'Anna B.', balance: 6 });
    });

    it('takes no costs but whole ones, and no runs whose names a database could take for those of others', async () => {
      await bench.give(10);
      for (const cost of [-1, 0.5, NaN, Infinity, 1e13]) await assert.rejects(bench.charge('run', cost), /no cost/);
      for (const run of ['', 'Run', 'run ', 'a b', 'é', 'x'.repeat(201)]) {
        await assert.rejects(bench.charge(run, 1), /does not name a run/);
        await assert.rejects(bench.ledger.refund(run), /does not name a run/);
      }
      assert.equal(await bench.ledger.balance(ANNA.owner), 10);
    });
  });

  describe('that gives back', () => {
    beforeEach(async () => {
      await bench.give(100);
      await bench.charge('run', 30);
    });

    it('refunds a run once', async () => {
      assert.deepEqual([await bench.ledger.refund('run'), await bench.ledger.refund('run')], [true, false]);
      assert.deepEqual((await bench.history()).slice(1), [
        ['charge', 'run', -30, 70],
        ['refund', 'run', 30, 100],
      ]);
    });

    it('refunds nothing for a run that it does not know', async () => {
      assert.equal(await bench.ledger.refund('other'), false);
      assert.equal(await bench.ledger.settle('other', 0), false);
      assert.equal(await bench.ledger.balance(ANNA.owner), 70);
    });

    for (const [cost, back] of [
      [0, 30],
      [20, 10],
      [30, 0],
      [31, 0],
      [999, 0],
    ] as const) {
      it(`settles a charge of 30 for ${cost} by giving back ${back}, once`, async () => {
        assert.deepEqual([await bench.ledger.settle('run', cost), await bench.ledger.settle('run', 0)], [true, false]);
        assert.equal(await bench.ledger.refund('run'), false);
        assert.deepEqual((await bench.history()).slice(2), [['settlement', 'run', back, 70 + back]]);
        assert.equal(await bench.ledger.balance(ANNA.owner), 70 + back);
      });
    }

    it('does not settle what was refunded, and charges it no more', async () => {
      await bench.ledger.refund('run');
      assert.deepEqual([await bench.ledger.settle('run', 10), await bench.charge('run', 30)], [false, false]);
      assert.equal(await bench.ledger.balance(ANNA.owner), 100);
    });

    it('takes no costs but whole ones', async () => {
      for (const cost of [-1, 0.5, NaN]) await assert.rejects(bench.ledger.settle('run', cost), /no cost/);
    });

    it('gives back all of it where the balance has grown as far as it may', async () => {
      await bench.give(1e12 - 70);
      await bench.ledger.refund('run');
      assert.equal(await bench.ledger.balance(ANNA.owner), 1e12 + 30);
    });
  });

  describe('that is adjusted', () => {
    it('makes the account', async () => {
      assert.deepEqual(await bench.give(25), { balance: 25, isNew: true });
      assert.deepEqual(await bench.ledger.account(ANNA.owner), { ...ANNA, balance: 25 });
      const { rows } = await bench.ledger.entries(ANNA.owner, { page: 1, pageSize: 10 });
      const [{ note, by, run, exporter } = assert.fail()] = rows;
      assert.deepEqual([note, by, run, exporter], ['bought', 'Admin', null, null]);
    });

    it('gives and takes, never below 0', async () => {
      await bench.give(25);
      assert.deepEqual(await bench.give(-20), { balance: 5, isNew: true });
      await assert.rejects(bench.give(-6), {
        ...{ code: 'EXPORT_INVALID_REQUEST', message: /balance is 5/ },
        problems: [{ field: 'amount', rule: 'covered', message: 'A balance is never below 0, and the balance is 5.' }],
      });
      assert.equal(await bench.ledger.balance(ANNA.owner), 5);
      assert.equal((await bench.history()).length, 2);
    });

    it('takes nothing from whom it does not know', async () => {
      await assert.rejects(bench.give(-1), { code: 'EXPORT_INVALID_REQUEST' });
      assert.equal(await bench.ledger.account(ANNA.owner), null);
    });

    it('takes no amounts but whole ones, and none that lead beyond the largest', async () => {
      for (const amount of [0, 0.5, NaN, Infinity, 1e12 + 1, -1e12 - 1]) {
        await assert.rejects(bench.give(amount), (error: { problems: { field: string; rule: string }[] }) => {
          assert.deepEqual([error.problems[0]?.field, error.problems[0]?.rule], ['amount', 'whole']);
          return true;
        });
      }
      await bench.give(1e12);
      await assert.rejects(bench.give(1), /never above 1000000000000/);
      assert.equal(await bench.ledger.balance(ANNA.owner), 1e12);
    });

    it('does the same once', async () => {
      await bench.give(25, { key: 'same' });
      await bench.charge('run', 20);
      assert.deepEqual(await bench.give(25, { key: 'same' }), { balance: 25, isNew: false });
      assert.equal(await bench.ledger.balance(ANNA.owner), 5);
    });

    it('does not refuse what was taken already for the points that it took', async () => {
      await bench.give(25);
      await bench.give(-25, { key: 'same' });
      assert.deepEqual(await bench.give(-25, { key: 'same' }), { balance: 0, isNew: false });
    });

    it('does not take something else for the same', async () => {
      await bench.give(25, { key: 'same' });
      await assert.rejects(bench.give(26, { key: 'same' }), { code: 'EXPORT_INVALID_REQUEST' });
      await assert.rejects(bench.give(-25, { key: 'same' }), { code: 'EXPORT_INVALID_REQUEST' });
      await bench.give(25, { key: 'SAME' });
      await bench.give(7, { key: 'same', owner: 'end-user:13' });
      assert.equal(await bench.ledger.balance(ANNA.owner), 50);
      assert.equal(await bench.ledger.balance('end-user:13'), 7);
    });
  });
});
