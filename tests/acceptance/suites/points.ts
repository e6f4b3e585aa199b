import assert from 'node:assert/strict';
import { createOpenChargesSweep } from '../../../server/src/services/open-charges';
import type { Ledger } from '../../../server/src/points/ledger';
import type { Job } from '../../../shared/contracts/jobs';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { auditOf, call, dataOf, partsOf, until, withJobsHeld } from '../../support/jobs';
import type { Site } from '../../support/site';
import { until as untilTrue } from '../../support/until';
import type { Entry } from '../entry';
import { withFailingRuns } from '../support/failing-runs';
import { ask, balanceOf, estimate, historyOf, newPayer, own, stream } from '../support/points';

const PREFIX = { prefix: '/api/export' };

const detailsOf = (body: Buffer): unknown =>
  (JSON.parse(body.toString()) as { error: { details: unknown } }).error.details;

// The caller says what it asked for.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
const serviceOf = <Service>({ strapi }: Site, name: string): Service =>
  strapi.plugin(PLUGIN_ID).service<object>(name) as Service;

/** Waits until nothing that somebody was charged is open. */
const untilClosed = (site: Site, owner: string): Promise<void> =>
  untilTrue('the charge is closed', async () => {
    const { rows } = await serviceOf<Ledger>(site, 'ledger').entries(owner, { page: 1, pageSize: 1 });
    return rows[0]?.kind !== 'charge';
  });

/** One entry for each thing that line B13 asks for. */
export const pointEntries: readonly Entry[] = [
  {
    id: 'B13',
    title: 'shows the cost by exporter and rows before, takes it, and settles it by the rows delivered',
    check: async (site) => {
      const payer = await newPayer(site, 1_000);
      const { rows, points } = await estimate(site, payer, 'hotels');
      const cost = Math.ceil(10 + rows / 10);
      assert.deepEqual(points, { cost, balance: 1_000 });
      assert.deepEqual((await estimate(site, payer, 'supplier-summary')).points, { cost: 5, balance: 1_000 });
      assert.equal((await stream(site, payer)).status, 200);
      // What is delivered is known when the client has the file.
      await untilClosed(site, payer.owner);
      assert.deepEqual(await historyOf(site, payer), [
        ['adjustment', 1_000],
        ['charge', -cost],
        ['settlement', 0],
      ]);
      const { balance, entries } = await own(site, payer);
      assert.equal(balance, 1_000 - cost);
      assert.deepEqual([entries[1]?.exporter, entries[1]?.rows], ['hotels', rows]);
    },
  },
  {
    id: 'B13',
    title: 'costs exempt roles and order records nothing',
    check: async (site) => {
      const manager = { owner: '', token: await site.endUserToken('manager@example.com') };
      const before = await own(site, manager);
      assert.equal((await estimate(site, manager, 'hotels')).points, null);
      assert.equal((await stream(site, manager)).status, 200);
      assert.deepEqual(await own(site, manager), before);
      const poor = await newPayer(site, 0);
      assert.equal((await call(site, 'GET', '/api/export/records/csv?account_id=acc-1001', poor.token)).status, 200);
    },
  },
  {
    id: 'B13',
    title: 'refuses who has too few points, telling balance and cost, before anything is written',
    check: async (site) => {
      const payer = await newPayer(site, 3);
      const cost = (await estimate(site, payer, 'hotels')).points?.cost ?? 0;
      for (const answer of [await stream(site, payer), await ask(site, payer)]) {
        assert.equal(answer.status, 402);
        const { code, balance, cost: told } = detailsOf(answer.body) as Record<string, unknown>;
        assert.deepEqual([code, balance, told], ['EXPORT_INSUFFICIENT_POINTS', 3, cost]);
      }
      assert.deepEqual(await historyOf(site, payer), [['adjustment', 3]]);
      assert.equal(await partsOf(site).store.count({ requester: payer.owner }), 0);
      const lines = await auditOf(site, { requester: payer.owner });
      assert.deepEqual(
        lines.map(({ event, code }) => [event, code]),
        [
          ['refused', 'EXPORT_INSUFFICIENT_POINTS'],
          ['refused', 'EXPORT_INSUFFICIENT_POINTS'],
        ],
      );
    },
  },
  {
    id: 'B13',
    title: 'lets two exports at once not overspend',
    check: async (site) => {
      const payer = await newPayer(site, 15);
      const [first, second] = await Promise.all([stream(site, payer), stream(site, payer)]);
      // Where only one stream has a place, the other is told so.
      assert.ok([402, 429].includes(Math.max(first.status, second.status)));
      assert.equal(Math.min(first.status, second.status), 200);
      const other = await newPayer(site, 15);
      await withJobsHeld(site, async () => {
        const jobs = await Promise.all(
          [1, 2, 3].map((stars) => ask(site, other, { filters: { rating_from: stars / 10 } })),
        );
        assert.deepEqual(jobs.map(({ status }) => status).sort(), [202, 402, 402]);
      });
      for (const one of [payer, other]) {
        const balance = await balanceOf(site, one);
        assert.ok(balance >= 0 && balance < 10, String(balance));
      }
    },
  },
  {
    id: 'B13',
    title: 'gives the points of a cancelled job back once, and takes them anew when it is retried',
    check: async (site) => {
      const payer = await newPayer(site, 500);
      const cost = (await estimate(site, payer, 'hotels')).points?.cost ?? 0;
      const { id } = await withJobsHeld(site, async () => {
        const job = dataOf<Job>(await ask(site, payer));
        assert.equal(job.points, cost);
        assert.equal(await balanceOf(site, payer), 500 - cost);
        const cancels = await Promise.all(
          [1, 2].map(() => call(site, 'POST', `/api/export/jobs/${job.id}/cancel`, payer.token)),
        );
        assert.deepEqual(
          cancels.map(({ status }) => status),
          [200, 200],
        );
        return job;
      });
      assert.equal(await balanceOf(site, payer), 500);
      assert.equal((await call(site, 'POST', `/api/export/jobs/${id}/retry`, payer.token)).status, 202);
      const { status, points } = await until(site, id, payer.token, PREFIX);
      assert.deepEqual([status, points], ['completed', cost]);
      assert.deepEqual(await historyOf(site, payer), [
        ['adjustment', 500],
        ['charge', -cost],
        ['refund', cost],
        ['charge', -cost],
        ['settlement', 0],
      ]);
    },
  },
  {
    id: 'B13',
    title: 'gives the points of a failed job back',
    check: async (site) => {
      const payer = await newPayer(site, 500);
      await withFailingRuns(site, async () => {
        const { id } = dataOf<Job>(await ask(site, payer));
        const { status, points } = await until(site, id, payer.token, PREFIX);
        assert.deepEqual([status, points], ['failed', 0]);
      });
      assert.equal(await balanceOf(site, payer), 500);
    },
  },
  {
    id: 'B13',
    title: 'settles a job on the rows that it delivers',
    check: async (site) => {
      const payer = await newPayer(site, 500);
      const before = (await estimate(site, payer, 'hotels')).rows;
      const { id } = await withJobsHeld(site, async () => {
        const job = dataOf<Job>(await ask(site, payer));
        await payer.forbidBaltic();
        return job;
      });
      const { rowsDone, points } = await until(site, id, payer.token, PREFIX);
      assert.equal(points, Math.ceil(10 + rowsDone / 10));
      assert.equal(await balanceOf(site, payer), 500 - points);
      assert.ok(rowsDone < before);
      const { entries } = await own(site, payer);
      assert.deepEqual(
        entries.slice(0, 2).map(({ kind }) => kind),
        ['settlement', 'charge'],
      );
    },
  },
  {
    id: 'B13',
    title: 'gives a stream that the server breaks back',
    check: async (site) => {
      const payer = await newPayer(site, 500);
      await withFailingRuns(site, async () => {
        await assert.rejects(stream(site, payer), { code: 'ECONNRESET' });
      });
      await untilClosed(site, payer.owner);
      assert.deepEqual(
        (await historyOf(site, payer)).map(([kind]) => kind),
        ['adjustment', 'charge', 'refund'],
      );
      assert.equal(await balanceOf(site, payer), 500);
    },
  },
  {
    id: 'B13',
    title: 'gives back once what a process took that died, and nothing of jobs that still wait',
    check: async (site) => {
      const payer = await newPayer(site, 500);
      const ledger = serviceOf<Ledger>(site, 'ledger');
      const lost = { owner: payer.owner, ownerId: '0', ownerName: 'lost', exporter: 'hotels', rows: 7 };
      await ledger.charge({ ...lost, run: `stream:lost-${payer.owner.slice(9)}`, cost: 100 });
      const { store } = partsOf(site);
      const log = { warn: () => undefined };
      // As if streams had ended long before they began.
      const sweep = createOpenChargesSweep({ ledger, store, streamMaxDuration: -86_400_000, log });
      await withJobsHeld(site, async () => {
        const { id, points } = dataOf<Job>(await ask(site, payer));
        await Promise.all([sweep(), sweep()]);
        assert.equal(await balanceOf(site, payer), 500 - (points ?? 0));
        await call(site, 'POST', `/api/export/jobs/${id}/cancel`, payer.token);
      });
      await sweep();
      assert.equal(await balanceOf(site, payer), 500);
    },
  },
  {
    id: 'B13',
    title: 'lets the right admin role give and take points, once for each key',
    check: async (site) => {
      const payer = await newPayer(site, 10);
      const route = `/export/points/accounts/${encodeURIComponent(payer.owner)}`;
      const admin = await site.adminToken('admin@example.com');
      const adjust = (amount: unknown, token = admin, key = 'one') =>
        call(site, 'POST', `${route}/adjustments`, token, { amount, note: 'refilled' }, { 'idempotency-key': key });
      for (const expected of [110, 110]) assert.equal(dataOf<{ balance: number }>(await adjust(100)).balance, expected);
      assert.equal((await adjust(-1_000, admin, 'two')).status, 400);
      assert.equal((await adjust(0, admin, 'three')).status, 400);
      assert.equal((await adjust('many', admin, 'four')).status, 400);
      assert.equal((await adjust(1, await site.adminToken('editor@example.com'), 'five')).status, 403);
      const { entries } = dataOf<{ entries: { by: string; note: string; amount: number }[] }>(
        await call(site, 'GET', route, admin),
      );
      assert.deepEqual(
        entries.map(({ by, note, amount }) => [by, note, amount]),
        [
          ['admin@example.com', 'refilled', 100],
          ['test', 'for a test', 10],
        ],
      );
      const unknown = await call(site, 'GET', '/export/points/accounts/end-user:999999', admin);
      assert.equal(unknown.status, 404);
      // What others have is nobody's business.
      assert.ok(!JSON.stringify(await own(site, payer)).includes('admin@example.com'));
      assert.equal((await call(site, 'GET', '/api/export/points', null)).status, 403);
    },
  },
];
