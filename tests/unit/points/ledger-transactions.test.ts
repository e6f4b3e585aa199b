import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { JOB, POINT_ENTRY } from '../../../shared/uids';
import { ANNA, type Bench, openBench } from './bench';

describe('the ledger of points', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.records.close());

  describe('that is asked', () => {
    it('tells pages of entries, newest first', async () => {
      for (let amount = 1; amount <= 5; amount += 1) await bench.give(amount);
      await bench.give(100, { owner: 'end-user:13' });
      const { rows, total } = await bench.ledger.entries(ANNA.owner, { page: 2, pageSize: 2 });
      assert.deepEqual([rows.map(({ amount }) => amount), total], [[3, 2], 5]);
    });

    it('tells pages of accounts, by name', async () => {
      for (const [id, name] of ['Cleo', 'Anna', 'Bert', 'Anna'].entries()) {
        await bench.give(id + 1, { owner: `end-user:${id}`, ownerId: String(id), ownerName: name });
      }
      const { rows, total } = await bench.ledger.accounts({ page: 1, pageSize: 3 });
      const seen = rows.map(({ ownerId, ownerName, balance }) => [ownerId, ownerName, balance]);
      assert.deepEqual(
        [seen, total],
        [
          [
            ['1', 'Anna', 2],
            ['3', 'Anna', 4],
            ['2', 'Bert', 3],
          ],
          4,
        ],
      );
      assert.equal((await bench.ledger.accounts({ page: 2, pageSize: 3 })).rows[0]?.ownerName, 'Cleo');
    });
  });

  describe('that is asked for charges that nothing closed', () => {
    const HOUR = 3_600_000;

    const ago = (hours: number): Date => new Date(Date.now() - hours * HOUR);

    const open = async (hours: number, limit = 10): Promise<string[]> =>
      (await bench.ledger.open(ago(hours), limit)).map(({ run }) => run);

    /** Charges a run, and makes it look as if that had been long ago. */
    const chargeAgo = async (run: string, hours: number): Promise<void> => {
      await bench.charge(run, 2);
      await bench.records.database.query(POINT_ENTRY).updateMany({ where: { run }, data: { at: ago(hours) } });
    };

    beforeEach(async () => {
      await bench.give(100);
    });

    it('tells those that are older than a moment, oldest first', async () => {
      for (const [run, hours] of Object.entries({ a: 3, b: 60, c: 50, d: 40, e: 0 })) await chargeAgo(run, hours);
      await bench.ledger.refund('b');
      await bench.ledger.settle('c', 2);
      const [first] = await bench.ledger.open(ago(2), 1);
      assert.deepEqual(first, { run: 'd', owner: ANNA.owner, exporter: 'hotels', rows: 500, cost: 2 });
      assert.deepEqual(
        [await open(2), await open(-1)],
        [
          ['d', 'a'],
          ['d', 'a', 'e'],
        ],
      );
      await bench.ledger.refund('d');
      assert.deepEqual(await open(2), ['a']);
      await bench.ledger.refund('a');
      assert.deepEqual(await open(2), []);
    });

    it('goes on telling those that stay open, however old, also after one that was closed in vain', async () => {
      await chargeAgo('a', 500);
      await chargeAgo('b', 400);
      const work = bench.records.database.transaction(async () => {
        await bench.ledger.refund('a');
        assert.deepEqual(await open(1), ['b']);
        throw new Error('spoiled');
      });
      await assert.rejects(work, /spoiled/);
      for (const limit of [1, 10, 10]) assert.equal((await open(1, limit))[0], 'a');
      await bench.ledger.refund('a');
      for (const limit of [1, 10, 10]) assert.deepEqual(await open(1, limit), ['b']);
    });

    it('looks through the last day again, and not through all that was before', async () => {
      assert.deepEqual(await open(1), []);
      await chargeAgo('a', 24);
      await chargeAgo('b', 26);
      assert.deepEqual(await open(1), ['a']);
    });
  });

  describe("within somebody else's transaction", () => {
    const spoiled = new Error('spoiled');

    it('joins it with all that it does, so that all of it is undone with it', async () => {
      await bench.give(100, { key: 'first' });
      await bench.charge('before', 10);
      const work = bench.records.database.transaction(async () => {
        await bench.charge('run', 30);
        await bench.ledger.refund('before');
        await bench.charge('other', 5);
        await bench.ledger.settle('other', 1);
        await bench.give(7);
        await bench.give(9, { owner: 'end-user:13' });
        assert.equal((await bench.ledger.open(new Date(Date.now() + 1_000), 9)).length, 1);
        assert.equal(await bench.ledger.balance(ANNA.owner), 76 - 5 + 4 + 1);
        throw spoiled;
      });
      await assert.rejects(work, spoiled);
      assert.equal(await bench.ledger.balance(ANNA.owner), 90);
      assert.equal(await bench.ledger.account('end-user:13'), null);
      assert.equal((await bench.history()).length, 2);
    });

    it('is committed with the rest of it', async () => {
      await bench.give(100);
      const job = await bench.records.database.transaction(async () => {
        await bench.charge('run', 30);
        return bench.records.add();
      });
      assert.equal(await bench.ledger.balance(ANNA.owner), 70);
      assert.equal(await bench.records.database.query(JOB).count({ where: { id: job.id } }), 1);
    });

    it('leaves nothing of a charge that it refused, whatever becomes of the rest', async () => {
      await bench.give(10);
      await bench.records.database.transaction(async () => {
        await assert.rejects(bench.charge('run', 30), { code: 'EXPORT_INSUFFICIENT_POINTS' });
        await bench.records.add();
      });
      assert.deepEqual(await bench.history(), [['adjustment', null, 10, 10]]);
      assert.equal(await bench.records.store.count({}), 1);
    });
  });

  describe('that is in the way of others', () => {
    const conflict = Object.assign(new Error('deadlock'), { code: 'ER_LOCK_DEADLOCK' });

    /** Lets the first transactions fail. */
    const failing = (times: number, error: Error) => {
      const { transaction } = bench.records.database;
      let left = times;
      const begin = (work?: never) => {
        left -= 1;
        return left >= 0 ? Promise.reject(error) : transaction.call(bench.records.database, work as never);
      };
      return mock.method(bench.records.database, 'transaction', begin as never);
    };

    it('tries again, all of it', async () => {
      await bench.give(100);
      const begun = failing(3, conflict);
      assert.equal(await bench.charge('run', 30), true);
      assert.equal(begun.mock.callCount(), 4);
      assert.equal(await bench.ledger.balance(ANNA.owner), 70);
    });

    it('gives up in the end', async () => {
      await bench.give(100);
      const begun = failing(1_000, conflict);
      await assert.rejects(bench.charge('run', 30), conflict);
      assert.equal(begun.mock.callCount(), 8);
    });

    it('does not try again what fails for another reason', async () => {
      await bench.give(100);
      const begun = failing(1, new Error('no disk'));
      await assert.rejects(bench.charge('run', 30), /no disk/);
      assert.equal(begun.mock.callCount(), 1);
    });
  });

  it('takes nothing where it cannot write down what for', async () => {
    await bench.give(100);
    const { queryBuilder } = bench.records.database;
    const broken = mock.method(bench.records.database, 'queryBuilder', (uid: string) => {
      if (uid === POINT_ENTRY) throw new Error('no room');
      return queryBuilder.call(bench.records.database, uid);
    });
    await assert.rejects(bench.charge('run', 30), /no room/);
    broken.mock.restore();
    assert.equal(await bench.ledger.balance(ANNA.owner), 100);
  });

  it('does not take a commit that failed for one', async () => {
    await bench.give(100);
    const { transaction } = bench.records.database;
    const lost = new Error('connection lost');
    mock.method(bench.records.database, 'transaction', ((work: (tools: object) => unknown) =>
      transaction.call(bench.records.database, (({ trx, ...tools }: { trx: object }) => {
        Object.defineProperty(trx, 'executionPromise', { value: Promise.reject(lost) });
        return work({ ...tools, trx });
      }) as never)) as never);
    await assert.rejects(bench.charge('run', 30), lost);
  });
});
