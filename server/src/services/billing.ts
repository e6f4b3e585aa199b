import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/types';
import type { EstimateAnswer } from '../../../shared/contracts/jobs';
import type { Access } from '../access/access';
import { requesterKey } from '../access/credential';
import { configOf } from '../config';
import { ExportError } from '../errors/export-error';
import type { CostRule } from '../exporter/cost-rule';
import type { JobBill } from '../job/bill';
import { chargedRunOf, type JobRow } from '../job/record';
import type { Within } from '../job/store';
import type { Plan } from '../plan/plan';
import { costOf } from '../points/cost';
import type { Charge, Ledger } from '../points/ledger';
import { tooManyRows } from '../source/open-source';
import type { ExportersService } from './exporters';
import type { ExportsService } from './exports';
import { within } from './within';

export interface BillingInput {
  readonly strapi: Core.Strapi;
  readonly exporters: ExportersService;
  readonly exports: ExportsService;
  readonly ledger: Ledger;
}

/** What an export costs whoever asks for it, before it is charged. */
export type Price = Omit<Charge, 'run'>;

/** A stream that was charged for. */
export interface PaidStream {
  /** Gives back what the rows that were delivered did not cost. */
  settle(rows: number): Promise<void>;
  /** Closes it after an error: the server's faults give everything back, a client that leaves nothing. */
  fail(error: unknown): Promise<void>;
}

/** Milliseconds that somebody waits for the count that a price is made from. */
const PATIENCE = 60_000;

/** Ends of a stream that a client brings about, who may have read most of the file by then. */
const CLIENTS_ENDS: readonly string[] = ['EXPORT_CANCELLED', 'EXPORT_STALLED', 'EXPORT_TOO_SLOW'];

const FREE: PaidStream = { settle: () => Promise.resolve(), fail: () => Promise.resolve() };

/** What exports cost, who pays, and when. Only end users pay; whoever works for the site does not. */
export const createBillingService = ({ strapi, exporters, exports, ledger }: BillingInput) => {
  const isPaying = ({ requester: { kind, roles = [] } }: Access): boolean => {
    const { exemptRoles } = configOf(strapi).points;
    return kind === 'end-user' && !roles.some((role) => exemptRoles.includes(role));
  };

  /** The rule that makes the price of a plan, `null` where it is free of charge for whoever asks. */
  const ruleFor = ({ exporter }: Plan, access: Access): CostRule | null => (isPaying(access) ? exporter.cost : null);

  const costFor = (plan: Plan, access: Access, rows: number): number => {
    const rule = ruleFor(plan, access);
    return rule === null ? 0 : costOf(plan.exporter.name, rule, { rows, format: plan.request.format });
  };

  /** @throws ExportError `EXPORT_TOO_MANY_ROWS`, `EXPORT_SAMPLE_TOO_SLOW` */
  const countFor = async (plan: Plan): Promise<number> => {
    const { maxRows } = plan;
    const rows = await within(PATIENCE, (signal) =>
      exports.count(plan, signal, maxRows === null ? undefined : maxRows + 1),
    );
    if (rows === null) throw new ExportError('EXPORT_SAMPLE_TOO_SLOW');
    if (maxRows !== null && rows > maxRows) throw tooManyRows(maxRows);
    return rows;
  };

  /**
   * What an export costs, by the rows that it has now.
   *
   * @returns `null` for one that is free of charge for this requester, which is then not counted either
   * @throws ExportError `EXPORT_TOO_MANY_ROWS`, or `EXPORT_SAMPLE_TOO_SLOW` where counting takes more than a minute
   */
  const price = async (plan: Plan, access: Access): Promise<Price | null> => {
    if (ruleFor(plan, access) === null) return null;
    const rows = await countFor(plan);
    const cost = costFor(plan, access, rows);
    const { requester } = access;
    const owner = { owner: requesterKey(requester), ownerId: requester.id, ownerName: requester.name };
    return cost === 0 ? null : { ...owner, cost, exporter: plan.exporter.name, rows };
  };

  /** What so many rows of a job cost, never more than it was charged; all of that where nobody can tell any more. */
  const finalCost = ({ exporter: name, format, points, documentId }: JobRow, rows: number): number => {
    const charged = Number(points);
    const rule = exporters.find(name)?.cost ?? null;
    if (rule === null) return charged;
    try {
      return Math.min(charged, costOf(name, rule, { rows, format: format as Plan['request']['format'] }));
    } catch (error) {
      // A job that is done must not hang on a rule that is not.
      strapi.log.error(`[export] Job ${documentId} keeps its price: ${(error as Error).message}`);
      return charged;
    }
  };

  /** The file is there, or its end told, whatever becomes of the ledger: the house-keeping closes what is left open. */
  const orTold = async (run: string, close: () => Promise<unknown>): Promise<void> => {
    try {
      await close();
    } catch (error) {
      strapi.log.error(`[export] The charge of ${run} could not be closed yet: ${(error as Error).message}`);
    }
  };

  const jobBill: JobBill = {
    close: async (job, rows) => {
      const run = chargedRunOf(job);
      if (rows === null) {
        await ledger.refund(run);
        return 0;
      }
      const cost = finalCost(job, rows);
      await ledger.settle(run, cost);
      return cost;
    },
  };

  return {
    price,
    jobBill,

    /** What a job's record says of its price before an attempt. */
    chargeOf: (charge: Price | null, attempt: number): Pick<JobRow, 'points' | 'chargedAttempt'> =>
      charge === null
        ? { points: null, chargedAttempt: null }
        : { points: String(charge.cost), chargedAttempt: attempt },

    /**
     * Takes what a job costs, in the transaction that makes it wait.
     *
     * @throws ExportError `EXPORT_INSUFFICIENT_POINTS`
     */
    chargingJob:
      (charge: Price | null): Within =>
      async (job) => {
        if (charge !== null) await ledger.charge({ ...charge, run: chargedRunOf(job) });
      },

    /**
     * Takes what a stream costs, before its first byte.
     *
     * @throws ExportError `EXPORT_INSUFFICIENT_POINTS`, or what {@link price} throws
     */
    chargeStream: async (plan: Plan, access: Access): Promise<PaidStream> => {
      const charge = await price(plan, access);
      if (charge === null) return FREE;
      const run = `stream:${randomUUID()}`;
      await ledger.charge({ ...charge, run });
      return {
        settle: (rows) => orTold(run, () => ledger.settle(run, costFor(plan, access, rows))),
        fail: (error) => {
          const isClients = error instanceof ExportError && CLIENTS_ENDS.includes(error.code);
          return orTold(run, () => (isClients ? ledger.settle(run, charge.cost) : ledger.refund(run)));
        },
      };
    },

    /** What an estimate says of points; `null` where the exporter is free of charge for whoever asks. */
    estimate: async (plan: Plan, access: Access, rows: number): Promise<EstimateAnswer['data']['points']> => {
      if (ruleFor(plan, access) === null) return null;
      const balance = await ledger.balance(requesterKey(access.requester));
      return { cost: costFor(plan, access, rows), balance };
    },
  };
};

export type BillingService = ReturnType<typeof createBillingService>;
