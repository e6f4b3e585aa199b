import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Access } from '../../../server/src/access/access';
import type { CostRule } from '../../../server/src/exporter/cost-rule';
import type { JobRow } from '../../../server/src/job/record';
import type { Plan } from '../../../server/src/plan/plan';
import { type BillingInput, createBillingService } from '../../../server/src/services/billing';
import { ANNA, type Bench, openBench } from '../points/bench';

const accessOf = (kind: string, role = 'authenticated'): Access =>
  ({ requester: { kind, id: '12', name: 'Anna', roles: [role] } }) as unknown as Access;

const planOf = (cost: CostRule | null, maxRows: number | null = null): Plan =>
  ({ exporter: { name: 'hotels', cost }, request: { format: 'csv' }, maxRows }) as unknown as Plan;

describe('billing', () => {
  let bench: Bench;
  let told: string[];

  beforeEach(async () => {
    bench = await openBench();
    told = [];
  });
  afterEach(() => bench.records.close());

  /** @param rows how many there are to count; `null` for more than can be counted in time */
  const billing = (rows: number, rule: CostRule | null = null) =>
    createBillingService({
      strapi: {
        config: { get: () => ({ points: { exemptRoles: ['manager'] } }) },
        log: { error: (message: string) => void told.push(message) },
      },
      exporters: { find: () => (rule === null ? null : { cost: rule }) },
      exports: { count: async (_plan: Plan, _signal: AbortSignal, limit = Infinity) => Math.min(rows, limit) },
      ledger: bench.ledger,
    } as unknown as BillingInput);

  const perRow: CostRule = ({ rows }) => rows;

  it('is for end users alone, without roles that are exempt', async () => {
    const { price } = billing(5);
    const anna = await price(planOf(perRow), accessOf('end-user'));
    assert.deepEqual(anna, { ...ANNA, cost: 5, exporter: 'hotels', rows: 5 });
    for (const access of [accessOf('end-user', 'manager'), accessOf('api-token'), accessOf('admin-session')]) {
      assert.equal(await price(planOf(perRow), access), null);
    }
    assert.equal(await price(planOf(null), accessOf('end-user')), null);
    assert.equal(
      await price(
        planOf(() => 0),
        accessOf('end-user'),
      ),
      null,
    );
  });

  it('asks no price for more rows than are allowed', async () => {
    await assert.rejects(billing(11).price(planOf(perRow, 10), accessOf('end-user')), { code: 'EXPORT_TOO_MANY_ROWS' });
  });

  it('settles a stream on what was delivered, and once', async () => {
    await bench.give(100);
    const paid = await billing(50).chargeStream(planOf(perRow), accessOf('end-user'));
    await paid.settle(20);
    await paid.fail(new Error('later'));
    assert.deepEqual(
      (await bench.history()).map(([kind, , amount]) => [kind, amount]),
      [
        ['adjustment', 100],
        ['charge', -50],
        ['settlement', 30],
      ],
    );
  });

  it('does not fail a file that is there for a ledger that is not', async () => {
    await bench.give(100);
    const paid = await billing(50).chargeStream(planOf(perRow), accessOf('end-user'));
    const { ledger } = bench;
    Object.assign(ledger, { settle: () => Promise.reject(new Error('The database went away.')) });
    await paid.settle(20);
    assert.match(told[0] ?? '', /stream:.* could not be closed yet: The database went away/);
  });

  describe('of a job', () => {
    const job = { documentId: 'job', exporter: 'hotels', format: 'csv', points: '50', chargedAttempt: 2 } as JobRow;

    const closed = async (rule: CostRule | null, rows: number | null): Promise<[number, number]> => {
      await bench.give(50);
      await bench.charge('job-2', 50);
      const cost = await billing(0, rule).jobBill.close(job, rows);
      return [cost, await bench.ledger.balance(ANNA.owner)];
    };

    it('costs what its rows cost', async () => assert.deepEqual(await closed(perRow, 20), [20, 30]));

    it('costs never more than was agreed to', async () => assert.deepEqual(await closed(perRow, 70), [50, 0]));

    it('costs nothing when it came to nothing', async () => assert.deepEqual(await closed(perRow, null), [0, 50]));

    it('keeps its price when its exporter is gone', async () => assert.deepEqual(await closed(null, 20), [50, 0]));

    it('keeps its price when the rule is broken, and says so', async () => {
      assert.deepEqual(await closed(() => NaN, 20), [50, 0]);
      assert.match(told[0] ?? '', /Job job keeps its price: The cost of the exporter hotels/);
    });
  });
});
