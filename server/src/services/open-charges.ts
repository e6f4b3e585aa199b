import { isActive } from '../../../shared/job-status';
import { chargedRunOf, parseFileKey } from '../job/record';
import type { JobStore } from '../job/store';
import type { OpenCharge } from '../points/open-charges';
import type { Ledger } from '../points/ledger';

export interface OpenChargesInput {
  readonly ledger: Ledger;
  readonly store: JobStore;
  /** Milliseconds after which a stream has ended, whatever became of it. */
  readonly streamMaxDuration: number;
  readonly log: { warn(message: string): void };
}

/** Milliseconds by which clocks of several machines may differ. */
const MARGIN = 600_000;

/** Charges that one turn looks at: more than jobs can wait with, so that none stands in the way of the others. */
const LIMIT = 50_000;

/** Charges that are looked up at once. */
const BATCH = 200;

/**
 * Gives back what a process took and then died with: a stream's charge is closed by the process that sends it, a job's in
 * the transaction that ends it, so whatever is open of anything that has ended was not delivered.
 */
export const createOpenChargesSweep = ({ ledger, store, streamMaxDuration, log }: OpenChargesInput) => {
  /** Those of jobs that still wait or run. */
  const ofActiveJobs = async (charges: readonly OpenCharge[]): Promise<ReadonlySet<string>> => {
    const ids = charges.flatMap(({ run }) => parseFileKey(run)?.jobId ?? []);
    if (ids.length === 0) return new Set();
    const where = { documentId: { $in: [...new Set(ids)] } };
    const jobs = await store.select(where, BATCH);
    return new Set(jobs.filter(({ status }) => isActive(status)).map(chargedRunOf));
  };

  return async (): Promise<void> => {
    const charges = await ledger.open(new Date(Date.now() - streamMaxDuration - MARGIN), LIMIT);
    for (let from = 0; from < charges.length; from += BATCH) {
      const batch = charges.slice(from, from + BATCH);
      const active = await ofActiveJobs(batch);
      for (const { run, cost, owner } of batch.filter((charge) => !active.has(charge.run))) {
        if (await ledger.refund(run)) log.warn(`[export] ${owner} got ${cost} points back for ${run}, which was lost.`);
      }
    }
  };
};
