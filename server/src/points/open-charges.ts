import type { Database } from '@strapi/database';
import { POINT_ENTRY } from '../../../shared/uids';
import { atomically } from '../database/atomically';

/** A charge of a run that was neither refunded nor settled. */
export interface OpenCharge {
  readonly run: string;
  readonly owner: string;
  readonly cost: number;
  readonly exporter: string;
  /** Rows that the cost was computed from. */
  readonly rows: number;
}

/** A row as the driver gives it. */
type Row = Omit<OpenCharge, 'cost'> & { readonly amount: string | number; readonly at: string | number | Date };

const COLUMNS = ['charge.run', 'charge.owner', 'charge.exporter', 'charge.rows', 'charge.amount', 'charge.at'];

/** Milliseconds after which an entry that was written is committed, whatever clock it was written by. */
const SETTLED_AFTER = 86_400_000;

/** Finds charges that nothing closed. */
export const createOpenCharges = (database: () => Database) => {
  /** Before that moment all are closed, for ever: a ledger only grows, and is not to be looked through each time. */
  let mark: Date | null = null;

  const query = (before: Date) => {
    const table = database().metadata.get(POINT_ENTRY).tableName;
    const closing = database()
      .getConnection(`${table} as closing`)
      .select('closing.id')
      .whereRaw('?? = ??', ['closing.run', 'charge.run'])
      .whereIn('closing.kind', ['refund', 'settlement']);
    const charges = database()
      .getConnection(`${table} as charge`)
      .select<Row[]>(COLUMNS)
      .where('charge.kind', 'charge')
      .where('charge.at', '<', before);
    if (mark !== null) charges.where('charge.at', '>=', mark);
    return charges.whereNotExists(closing).orderBy(['charge.at', 'charge.id']);
  };

  return async (before: Date, limit: number): Promise<readonly OpenCharge[]> => {
    const charges = query(before).limit(limit);
    // What a transaction closed it may open again by being rolled back.
    const isJoined = database().inTransaction();
    const rows = await (isJoined ? atomically(database(), async (trx) => charges.transacting(trx)) : charges);
    const oldest = Math.min(
      before.getTime() - SETTLED_AFTER,
      ...rows.slice(0, 1).map(({ at }) => Number(new Date(at))),
    );
    if (!isJoined) mark = new Date(oldest);
    return rows.map(({ run, owner, exporter, rows: count, amount }) => ({
      ...{ run, owner, exporter, rows: count },
      cost: -Number(amount),
    }));
  };
};
