import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import type { ExportError } from '../../server/src/errors/export-error';
import { JOB } from '../../shared/uids';
import { type DatabaseName, reasonToSkip } from '../support/databases';
import { openSites, outputOf, type Site, type Sites } from './support/points-site';

const NAMES: readonly DatabaseName[] = ['sqlite', 'postgres', 'mysql'];

type Owner = Awaited<ReturnType<Sites['newOwner']>>;

const range = (count: number): number[] => [...Array(count).keys()];

const count = <T>(values: readonly T[], value: T): number => values.filter((one) => one === value).length;

const definePoints = (name: DatabaseName, skip: string | false): void => {
  describe(`points on ${name}`, { skip }, () => {
    let sites: Sites;
    let runs = 0;

    before(async () => {
      sites = await openSites(name);
      // The database layer looks for its transactions there.
      Object.assign(globalThis, { strapi: { db: sites.first.database } });
    });
    after(async () => {
      await sites.close();
      Reflect.deleteProperty(globalThis, 'strapi');
    });

    const newRun = (): string => `run-${(runs += 1)}`;

    const charge = ({ ledger }: Site, who: Owner, run: string, cost: number): Promise<boolean> =>
      ledger.charge({ ...who, run, cost, exporter: 'hotels', rows: cost });

    /** The same, with a refusal for lack of points as a value. */
    const tryCharge = (site: Site, who: Owner, run: string, cost: number): Promise<boolean | 'short'> =>
      charge(site, who, run, cost).catch((error: unknown) => {
        if ((error as ExportError).code === 'EXPORT_INSUFFICIENT_POINTS') return 'short';
        throw error;
      });

    /** Looks that an account is what its ledger says at every entry, and was never below 0. @returns its balance */
    const audited = async ({ owner }: Owner): Promise<number> => {
      let sum = 0;
      for (const { amount, balanceAfter } of await sites.amounts(owner)) {
        sum += amount;
        assert.equal(balanceAfter, sum);
        assert.ok(sum >= 0, String(sum));
      }
      assert.equal(await sites.second.ledger.balance(owner), sum);
      return sum;
    };

    it('cannot be overspent by charges at the same time', async () => {
      for (const round of range(20)) {
        const who = await sites.newOwner(50 + round);
        const results = await Promise.all(range(20).map((at) => tryCharge(sites.site(at), who, newRun(), 10)));
        const paid = Math.floor((50 + round) / 10);
        assert.deepEqual([count(results, true), count(results, 'short')], [paid, 20 - paid]);
        assert.equal(await audited(who), (50 + round) % 10);
      }
    });

    it('cannot be overspent by processes', async () => {
      const who = await sites.newOwner(50);
      const children = range(3).map(() =>
        outputOf(sites.start({ owner: who.owner, runs: range(30).map(newRun), isStuck: false })),
      );
      const lines = (await Promise.all(children)).join('').trim().split('\n');
      assert.deepEqual([count(lines, 'true'), count(lines, 'EXPORT_INSUFFICIENT_POINTS'), lines.length], [50, 40, 90]);
      assert.equal(await audited(who), 0);
    });

    it('are taken once for a run, whoever charges it, also where they are then used up', async () => {
      for (const round of range(20)) {
        const who = await sites.newOwner(round % 2 === 0 ? 10 : 25);
        const run = newRun();
        const results = await Promise.all(range(10).map((at) => tryCharge(sites.site(at), who, run, 10)));
        assert.deepEqual([count(results, true), count(results, false)], [1, 9]);
        assert.equal(await audited(who), round % 2 === 0 ? 0 : 15);
      }
    });

    it('are given back once, however often that is asked for', async () => {
      for (const round of range(10)) {
        const who = await sites.newOwner(30);
        const run = newRun();
        await charge(sites.site(round), who, run, 20);
        const results = await Promise.all(range(10).map((at) => sites.site(at).ledger.refund(run)));
        assert.deepEqual([count(results, true), await audited(who)], [1, 30]);
      }
    });

    it('are given back for a refund or a settlement, whichever is first', async () => {
      const firsts = new Set<string | undefined>();
      for (const round of range(20)) {
        const who = await sites.newOwner(30);
        const run = newRun();
        await charge(sites.site(round), who, run, 20);
        const settle = () => sites.site(round).ledger.settle(run, 15);
        const refund = () => sites.site(round + 1).ledger.refund(run);
        const both = round % 4 < 2 ? [settle(), refund()] : [refund(), settle()];
        assert.equal(count(await Promise.all(both), true), 1);
        const kind = (await sites.amounts(who.owner)).at(-1)?.kind;
        assert.equal(await audited(who), kind === 'refund' ? 30 : 15);
        firsts.add(kind);
      }
      assert.equal(firsts.size, 2, [...firsts].join());
    });

    it('come out even after everything at once', async () => {
      const who = await sites.newOwner(100);
      const mine = range(20).map(newRun);
      const work = mine.map(async (run, at) => {
        const { ledger } = sites.site(at);
        const result = await tryCharge(sites.site(at), who, run, 7 + at);
        const end = at % 2 === 0 ? ledger.refund(run) : ledger.settle(run, 5);
        await ledger.adjust({ ...who, amount: at - 10 || 1, note: '', by: 'test', key: run }).catch(() => null);
        assert.equal(await end, result === true);
      });
      await Promise.all(work);
      await audited(who);
      assert.deepEqual(await sites.first.ledger.open(new Date(Date.now() + 1_000), 1_000).then(of(mine)), []);
    });

    /** Of charges, those of some runs. */
    const of = (some: readonly string[]) => (charges: readonly { readonly run: string }[]) =>
      charges.map(({ run }) => run).filter((run) => some.includes(run));

    it('are adjusted by everybody who does, and once by everybody who does the same', async () => {
      for (const round of range(10)) {
        const who = await sites.newOwner();
        const adjust = (at: number, amount: number, key: string) =>
          sites.site(at).ledger.adjust({ ...who, amount, note: '', by: 'test', key });
        await Promise.all(range(10).map((at) => adjust(at, 3, `key${at}`)));
        assert.deepEqual([await audited(who), await sites.accounts(who.owner)], [30, 1]);
        const same = await Promise.all(range(10).map((at) => adjust(at + round, -20, 'same')));
        assert.deepEqual([same.filter(({ isNew }) => isNew).length, await audited(who)], [1, 10]);
        assert.ok(same.every(({ balance }) => balance === 10));
        const taken = await Promise.allSettled(range(10).map((at) => adjust(at, -4, `take${at}`)));
        assert.deepEqual([taken.filter(({ status }) => status === 'fulfilled').length, await audited(who)], [2, 2]);
      }
    });

    it('are as they were when the transaction of whoever charged is rolled back', async () => {
      const who = await sites.newOwner(30);
      const [kept, run] = [newRun(), newRun()];
      await charge(sites.first, who, kept, 5);
      const work = sites.first.database.transaction(async () => {
        await sites.first.database.query(JOB).updateMany({ where: { attempt: 77 }, data: { attempt: 78 } });
        assert.equal(await charge(sites.first, who, run, 20), true);
        assert.equal(await sites.first.ledger.refund(kept), true);
        assert.equal(await sites.first.ledger.balance(who.owner), 10);
        throw new Error('spoiled');
      });
      await assert.rejects(work, /spoiled/);
      assert.deepEqual([await audited(who), (await sites.amounts(who.owner)).length], [25, 2]);
      assert.equal(await charge(sites.second, who, run, 20), true);
      assert.equal(await sites.second.ledger.refund(kept), true);
    });

    // SQLite refuses a transaction that comes too late, and only whoever began it can begin again.
    it('cannot be overspent by transactions that do more', { skip: name === 'sqlite' }, async () => {
      const who = await sites.newOwner(100);
      const results = range(30).map(async (at) => {
        const site = sites.site(at);
        return site.database.transaction(async () => {
          await site.database.query(JOB).create({ data: { documentId: newRun(), requester: who.owner } });
          const isCharged = await tryCharge(site, who, newRun(), 10);
          if (at % 3 === 0) throw new Error('spoiled');
          return isCharged;
        });
      });
      const settled = await Promise.allSettled(results);
      const paid = settled.filter((one) => one.status === 'fulfilled' && one.value === true).length;
      assert.equal(await audited(who), 100 - 10 * paid);
      assert.equal(await sites.second.database.query(JOB).count({ where: { requester: who.owner } }), 20);
      assert.ok(paid > 0 && paid <= 10, String(paid));
    });

    it('leave the transaction of whoever charges usable, whatever they answer', async () => {
      const who = await sites.newOwner(30);
      const [run, other, last] = [newRun(), newRun(), newRun()];
      await charge(sites.second, who, run, 20);
      await sites.first.database.transaction(async () => {
        assert.equal(await charge(sites.first, who, run, 10), false);
        assert.equal(await tryCharge(sites.first, who, other, 11), 'short');
        assert.equal(await sites.first.ledger.settle(run, 18), true);
        assert.equal(await sites.first.ledger.refund(run), false);
        assert.equal(await charge(sites.first, who, last, 12), true);
      });
      assert.equal(await audited(who), 0);
    });

    it('are as they were when the process that charged dies before it commits', async () => {
      const who = await sites.newOwner(10);
      const run = newRun();
      const child = sites.start({ owner: who.owner, runs: [run], isStuck: true });
      assert.ok(child.stdout !== null);
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      assert.equal(line.toString().trim(), 'true');
      child.kill('SIGKILL');
      await once(child, 'close');
      assert.equal(await sites.first.ledger.refund(run), false);
      assert.equal(await charge(sites.first, who, run, 10), true);
      assert.deepEqual([await audited(who), (await sites.amounts(who.owner)).length], [0, 2]);
    });

    it('of runs that nobody closed are found by their age', async () => {
      const who = await sites.newOwner(30);
      const mine = [newRun(), newRun(), newRun()];
      for (const run of mine) await charge(sites.first, who, run, 5);
      await sites.second.ledger.settle(mine[1] ?? '', 5);
      const open = async (offset: number) =>
        sites.second.ledger.open(new Date(Date.now() + offset), 1_000).then(of(mine));
      assert.deepEqual(await open(1_000), [mine[0], mine[2]]);
      assert.deepEqual(await open(-60_000), []);
      await sites.first.database.transaction(async () => {
        await sites.first.ledger.refund(mine[0] ?? '');
        assert.deepEqual(await sites.first.ledger.open(new Date(Date.now() + 1_000), 1_000).then(of(mine)), [mine[2]]);
      });
    });

    // SQLite lets nobody write beside a transaction that reads.
    it('are known in a transaction that began before', { skip: name === 'sqlite' }, async () => {
      const who = await sites.newOwner(30);
      const [run, other] = [newRun(), newRun()];
      /** A transaction's context is that of the work within it: elsewhere means outside of it. */
      let elsewhere = async (): Promise<unknown> => undefined;
      const gate = new Promise<void>((resolve) => {
        elsewhere = async () => resolve();
      });
      const charged = gate.then(async () => {
        await charge(sites.second, who, run, 20);
        await charge(sites.second, who, other, 10);
      });
      await sites.first.database.transaction(async () => {
        assert.equal(await sites.first.ledger.balance(who.owner), 30);
        await elsewhere();
        await charged;
        assert.equal(await charge(sites.first, who, other, 10), false);
        await assert.rejects(charge(sites.first, who, newRun(), 5), { details: { balance: 0, cost: 5 } });
        assert.equal(await sites.first.ledger.refund(run), true);
      });
      assert.equal(await audited(who), 20);
    });

    // SQLite has one lock for all.
    it('have had nobody wait for somebody who waits for them', { skip: name === 'sqlite' }, () => {
      assert.deepEqual(sites.conflicts, []);
    });
  });
};

// All of them at once: the runner does not wait for suites that are told of after others have begun.
void Promise.all(NAMES.map(reasonToSkip)).then((reasons) => {
  for (const [index, name] of NAMES.entries()) definePoints(name, reasons[index] ?? false);
});
