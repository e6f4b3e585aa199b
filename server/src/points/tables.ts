import type { Database } from '@strapi/database';
import type { PointKind } from '../../../shared/contracts/points';
import { POINT_ACCOUNT, POINT_ENTRY } from '../../../shared/uids';
import { isDuplicate } from '../errors/database-error';
import { atomically } from '../database/atomically';
import { type AccountRow, type EntryRow, identity } from './rows';

/** What an entry is made of, beside the balance and the time. */
export interface NewEntry {
  readonly owner: string;
  readonly runKey: string;
  readonly kind: PointKind;
  readonly amount: number;
  readonly run?: string;
  readonly exporter?: string | null;
  readonly rows?: number;
  readonly note?: string;
  readonly by?: string;
}

export interface MoveOptions {
  /** Written to the account beside its balance. */
  readonly changes?: Pick<AccountRow, 'ownerId' | 'ownerName'>;
  /** The balance that must not be exceeded. Default: none, since what was taken must always find its way back. */
  readonly most?: number;
}

type ChargeRow = Pick<EntryRow, 'owner' | 'amount' | 'exporter'>;

/** The balance that a move led to; `known` where the entry's key was there before, `short` where the balance forbids it. */
export type Moved = { readonly balance: number } | 'known' | 'short';

/**
 * The statements on the two tables. All join the transaction that runs, as Strapi's query builder does by itself; they
 * go through it and not through repositories, which know neither `balance + ?` nor `on conflict`.
 */
export const createTables = (database: () => Database) => {
  /**
   * Changes a balance by one statement, which decides by what the balance is at that very moment and keeps the account
   * to this transaction until its end.
   */
  const add = async (owner: string, amount: number, { changes, most }: MoveOptions = {}): Promise<boolean> => {
    const balance = { ...(amount < 0 && { $gte: -amount }), ...(most !== undefined && { $lte: most - amount }) };
    const where = { owner, ...(Object.keys(balance).length > 0 && { balance }) };
    const update = database().queryBuilder(POINT_ACCOUNT).where(where);
    if (changes !== undefined) update.update({ ...changes });
    return (await update.increment('balance', amount).execute<number>()) > 0;
  };

  /** Adds a row, unless there is one with the same value in a unique column. @returns whether it did */
  const insertOnce = async (uid: string, column: string, row: Record<string, unknown>): Promise<boolean> => {
    const insert = database().queryBuilder(uid).insert(row);
    if (database().dialect.client === 'mysql') {
      // Its `insert ignore` would ignore all other faults, too. A transaction outlives the error there …
      return insert.execute().then(
        () => true,
        (error: unknown) => {
          if (isDuplicate(error)) return false;
          throw error;
        },
      );
    }
    // … and does not in PostgreSQL, which must not come to it.
    const ids = await insert.onConflict(column).ignore().execute<unknown[]>();
    return ids.length > 0;
  };

  /** @param isCurrent whether it must be what is committed now: MySQL shows a transaction the state of its first look */
  const balance = async (owner: string, isCurrent = false): Promise<number> => {
    const query = database().queryBuilder(POINT_ACCOUNT).select('balance').where({ owner }).first();
    if (isCurrent) query.forUpdate();
    const row = await query.execute<Pick<AccountRow, 'balance'> | null>();
    return Number(row?.balance ?? 0);
  };

  return {
    balance,

    account: async (owner: string): Promise<AccountRow | null> =>
      (await database().query(POINT_ACCOUNT).findOne({ where: { owner } })) as AccountRow | null,

    /** Makes an account without points, unless there is one. */
    open: async (account: Omit<AccountRow, 'balance'>): Promise<void> => {
      const row = { ...identity(new Date()), ...account, balance: 0 };
      await insertOnce(POINT_ACCOUNT, 'owner', row);
    },

    /**
     * Changes a balance and writes the entry of it, or does neither. To be called in a transaction.
     *
     * The account comes first: whoever has it is alone with it, so nobody waits for a key while others wait for them.
     */
    move: async (entry: NewEntry, options: MoveOptions = {}): Promise<Moved> => {
      const { owner, amount } = entry;
      if (!(await add(owner, amount, options))) return 'short';
      const balanceAfter = await balance(owner);
      const at = new Date();
      if (await insertOnce(POINT_ENTRY, 'run_key', { ...identity(at), ...entry, balanceAfter, at })) {
        return { balance: balanceAfter };
      }
      if (await add(owner, -amount)) return 'known';
      throw new Error(`The point account of ${owner} does not take back what it gave.`);
    },

    /** An entry by its key, as it is committed now. Only where the account was tried first: it locks the entry. */
    current: (runKey: string): Promise<EntryRow | null> =>
      database().queryBuilder(POINT_ENTRY).select('*').where({ runKey }).first().forUpdate().execute<EntryRow | null>(),

    /** What of a run's charge is needed to close it. Entries never change, so it need not be locked against that. */
    charge: async (runKey: string): Promise<ChargeRow | null> => {
      const query = database()
        .queryBuilder(POINT_ENTRY)
        .select(['owner', 'amount', 'exporter'])
        .where({ runKey })
        .first();
      if (!database().inTransaction()) return query.execute<ChargeRow | null>();
      // In MySQL a transaction would not see a charge that is younger than its first look; a locking read does. The lock
      // is shared: one that is not could meet somebody who has the account and asks whether the key is there.
      const row: unknown = await atomically(database(), async (trx): Promise<unknown> =>
        query.getKnexQuery().forShare().transacting(trx),
      );
      return (row ?? null) as ChargeRow | null;
    },
  };
};
