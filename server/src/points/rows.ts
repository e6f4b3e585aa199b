import { createHash, randomBytes } from 'node:crypto';
import type { PointAccount, PointKind, PointLedgerEntry } from '../../../shared/contracts/points';

/** A row of `export_point_accounts`, as Strapi's database layer gives it: large numbers are texts there. */
export interface AccountRow {
  readonly owner: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly balance: string;
}

/** A row of `export_point_entries`. */
export interface EntryRow {
  readonly id: number;
  readonly owner: string;
  readonly run: string | null;
  readonly kind: PointKind;
  readonly amount: string;
  readonly balanceAfter: string;
  readonly exporter: string | null;
  readonly rows: number | null;
  readonly note: string | null;
  readonly by: string | null;
  readonly at: string;
}

export const toAccount = ({ owner, ownerId, ownerName, balance }: AccountRow): PointAccount => ({
  ...{ owner, ownerId, ownerName },
  balance: Number(balance),
});

export const toEntry = (row: EntryRow): PointLedgerEntry => {
  const { id, run, kind, amount, balanceAfter, exporter, rows, note, by, at } = row;
  return {
    ...{ id, kind, run, exporter, rows, note, by, at },
    ...{ amount: Number(amount), balanceAfter: Number(balanceAfter) },
  };
};

/** What Strapi gives to every row that it makes itself. */
export const identity = (now: Date) => ({ documentId: randomBytes(12).toString('hex'), createdAt: now });

/** MySQL takes texts for the same that differ in case or in spaces at the end: nothing of this kind gets into a key. */
const RUN = /^[a-z0-9][a-z0-9:._-]{0,199}$/;

/**
 * The key that lets a run have one entry that opens it and one that closes it.
 *
 * @throws Error for a run that is no name of lower-case letters, digits and `:._-`
 */
export const runKey = (run: string, end: 'charge' | 'close'): string => {
  if (!RUN.test(run)) throw new Error(`${JSON.stringify(run)} does not name a run.`);
  return `${run}:${end}`;
};

/** The key that lets an adjustment be made once; made of whatever the caller told it by. */
export const adjustmentKey = (owner: string, key: string): string =>
  `adjustment:${createHash('sha256')
    .update(JSON.stringify([owner, key]))
    .digest('hex')}`;
