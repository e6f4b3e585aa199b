import { POINT_ENTRY } from '../../../shared/uids';
import { type Adjustment, type Charge, createLedger, type Ledger } from '../../../server/src/points/ledger';
import { type JobDatabase, openJobDatabase } from '../../support/job-database';

export const ANNA = { owner: 'end-user:12', ownerId: '12', ownerName: 'Anna' };

/** A ledger on a database of its own. */
export interface Bench {
  readonly records: JobDatabase;
  readonly ledger: Ledger;
  /** Adjusts somebody's points, Anna's unless the changes say otherwise. */
  give(amount: number, changes?: Partial<Adjustment>): ReturnType<Ledger['adjust']>;
  charge(run: string, cost: number, changes?: Partial<Charge>): ReturnType<Ledger['charge']>;
  /** Kind, run, amount and balance after each entry, oldest first. */
  history(): Promise<(readonly [string, string | null, number, number])[]>;
}

interface Entry {
  readonly kind: string;
  readonly run: string | null;
  readonly amount: string | number;
  readonly balanceAfter: string | number;
}

export const openBench = async (): Promise<Bench> => {
  const records = await openJobDatabase();
  const ledger = createLedger({ database: () => records.database });
  let given = 0;
  return {
    records,
    ledger,
    give: (amount, changes = {}) => {
      given += 1;
      return ledger.adjust({ ...ANNA, amount, note: 'bought', by: 'Admin', key: `gift ${given}`, ...changes });
    },
    charge: (run, cost, changes = {}) =>
      ledger.charge({ ...ANNA, run, cost, exporter: 'hotels', rows: 500, ...changes }),
    history: async () => {
      const rows = (await records.database.query(POINT_ENTRY).findMany({ orderBy: [{ id: 'asc' }] })) as Entry[];
      return rows.map(({ kind, run, amount, balanceAfter }) => [kind, run, Number(amount), Number(balanceAfter)]);
    },
  };
};
