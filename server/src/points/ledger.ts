import type { Database } from '@strapi/database';
import type { InsufficientPoints, PointAccount, PointLedgerEntry } from '../../../shared/contracts/points';
import { POINT_ACCOUNT, POINT_ENTRY } from '../../../shared/uids';
import { ExportError, problem } from '../errors/export-error';
import { isAmount, MAX_POINTS } from './amount';
import { atomically } from '../database/atomically';
import { createOpenCharges } from './open-charges';
import { type AccountRow, adjustmentKey, type EntryRow, runKey, toAccount, toEntry } from './rows';
import { createTables } from './tables';

export interface LedgerInput {
  /** Asked for each time, since Strapi makes it after its services. */
  readonly database: () => Database;
}

interface Owner {
  /** The requester's key, such as `end-user:12`. */
  readonly owner: string;
  readonly ownerId: string;
  readonly ownerName: string;
}

export interface Charge extends Owner {
  /** Names this one try to make a file or stream: what was refunded or settled is never charged again. */
  readonly run: string;
  /** Points, a whole number from 0. */
  readonly cost: number;
  readonly exporter: string;
  /** The rows that the cost was computed from. */
  readonly rows: number;
}

export interface Adjustment extends Owner {
  /** Points to give, or, negative, to take. */
  readonly amount: number;
  readonly note: string;
  /** Who adjusts. */
  readonly by: string;
  /** Names this adjustment of this owner: the same given again is not done again. */
  readonly key: string;
}

export interface Page {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

const insufficient = (balance: number, cost: number): ExportError =>
  new ExportError('EXPORT_INSUFFICIENT_POINTS', {
    problems: [{ field: 'points', rule: 'enough', message: `It costs ${cost}, and you have ${balance}.` }],
    details: { balance, cost } satisfies InsufficientPoints,
  });

const refused = (rule: string, message: string): ExportError =>
  problem('EXPORT_INVALID_REQUEST', 'amount', rule, message);

const checkCost = (cost: number): void => {
  if (!isAmount(cost) || cost < 0) throw new Error(`${cost} is no cost in whole points.`);
};

/**
 * The points of end users, and the ledger of every change to them. An entry and its change of the balance are one
 * transaction, or part of the caller's; what happens once is decided by the ledger's unique keys, whoever asks how
 * often from how many processes.
 */
export const createLedger = ({ database }: LedgerInput) => {
  const tables = createTables(database);
  const open = createOpenCharges(database);

  /** Writes the one entry that closes a run. @returns whether this call did */
  const close = async (
    run: string,
    kind: 'refund' | 'settlement',
    backOf: (charged: number) => number,
  ): Promise<boolean> => {
    const key = runKey(run, 'close');
    const charge = await tables.charge(runKey(run, 'charge'));
    if (charge === null) return false;
    const { owner, exporter } = charge;
    const amount = backOf(-Number(charge.amount));
    const entry = { owner, run, runKey: key, kind, amount, exporter } as const;
    return atomically(database(), async () => {
      let moved = await tables.move(entry);
      if (moved === 'short') {
        // Somebody has deleted the account; what is owed is owed all the same.
        await tables.open({ owner, ownerId: owner.slice(owner.indexOf(':') + 1), ownerName: owner });
        moved = await tables.move(entry);
      }
      return moved !== 'known';
    });
  };

  return {
    /** The points an owner has, 0 without an account. */
    balance: (owner: string): Promise<number> => tables.balance(owner),

    account: async (owner: string): Promise<PointAccount | null> => {
      const row = await tables.account(owner);
      return row === null ? null : toAccount(row);
    },

    /**
     * Takes what a run costs. Nothing is written for a cost of 0.
     *
     * @returns whether this call did; `false` for a run that was charged before, also one that is closed since
     * @throws ExportError `EXPORT_INSUFFICIENT_POINTS`, with `balance` and `cost` in its details; nothing is changed then
     */
    charge: async ({ owner, ownerId, ownerName, run, cost, exporter, rows }: Charge): Promise<boolean> => {
      const key = runKey(run, 'charge');
      checkCost(cost);
      if (cost === 0) return false;
      return atomically(database(), async () => {
        const entry = { owner, run, runKey: key, kind: 'charge', amount: -cost, exporter, rows } as const;
        const moved = await tables.move(entry, { changes: { ownerId, ownerName } });
        if (moved !== 'short') return moved !== 'known';
        // What this run took may be the very points that are missing.
        if ((await tables.current(key)) !== null) return false;
        throw insufficient(await tables.balance(owner, true), cost);
      });
    },

    /**
     * Gives back all that a run was charged, once.
     *
     * @returns whether this call did; `false` for a run that was not charged, or is closed
     */
    refund: (run: string): Promise<boolean> => close(run, 'refund', (charged) => charged),

    /**
     * Closes a run that cost what the rows cost that were delivered: gives back what was charged beyond that, and takes
     * nothing more, since the charge is what the caller agreed to.
     *
     * @returns whether this call did; `false` for a run that was not charged, or is closed
     */
    settle: async (run: string, cost: number): Promise<boolean> => {
      checkCost(cost);
      return close(run, 'settlement', (charged) => Math.max(0, charged - cost));
    },

    /**
     * Gives or takes points, and makes the account where there is none.
     *
     * @returns the balance it led to, and whether this call did it or one before with the same key
     * @throws ExportError `EXPORT_INVALID_REQUEST` naming `amount`, for one that is no whole number or 0, that the
     *   balance does not cover, or that is not the one this key was used for
     */
    adjust: async ({ owner, ownerId, ownerName, amount, note, by, key }: Adjustment) => {
      if (!isAmount(amount) || amount === 0) {
        throw refused('whole', `It must be a whole number other than 0, between -${MAX_POINTS} and ${MAX_POINTS}.`);
      }
      // By itself, not in the transaction below: two that try an account that is not there, and then make it, would
      // wait for each other in MySQL.
      if (amount > 0 && (await tables.account(owner)) === null) await tables.open({ owner, ownerId, ownerName });
      const unique = adjustmentKey(owner, key);
      return atomically(database(), async () => {
        const entry = { owner, runKey: unique, kind: 'adjustment', amount, note, by } as const;
        const moved = await tables.move(entry, { changes: { ownerId, ownerName }, most: MAX_POINTS });
        if (typeof moved === 'object') return { balance: moved.balance, isNew: true };
        const before = await tables.current(unique);
        if (before === null) {
          const has = `the balance is ${await tables.balance(owner, true)}`;
          if (amount < 0) throw refused('covered', `A balance is never below 0, and ${has}.`);
          throw refused('max', `A balance is never above ${MAX_POINTS}, and ${has}.`);
        }
        if (Number(before.amount) === amount) return { balance: Number(before.balanceAfter), isNew: false };
        throw refused('same', `This adjustment has been made already, with ${before.amount}.`);
      });
    },

    /**
     * Charges of runs that are not closed, made before a moment, oldest first. What was looked through once is not looked
     * through again, except for the last day.
     */
    open,

    /** A page of what changed a balance, newest first, and how much there is. */
    entries: async (
      owner: string,
      { page, pageSize }: Page,
    ): Promise<{ rows: readonly PointLedgerEntry[]; total: number }> => {
      const [rows, total] = await database()
        .query(POINT_ENTRY)
        .findWithCount({
          ...{ where: { owner }, orderBy: [{ id: 'desc' }] },
          ...{ limit: pageSize, offset: (page - 1) * pageSize },
        });
      return { rows: (rows as EntryRow[]).map(toEntry), total };
    },

    /** A page of accounts, by name, and how many there are. */
    accounts: async ({ page, pageSize }: Page): Promise<{ rows: readonly PointAccount[]; total: number }> => {
      const [rows, total] = await database()
        .query(POINT_ACCOUNT)
        .findWithCount({
          ...{ orderBy: [{ ownerName: 'asc' }, { id: 'asc' }] },
          ...{ limit: pageSize, offset: (page - 1) * pageSize },
        });
      return { rows: (rows as AccountRow[]).map(toAccount), total };
    },
  };
};

export type Ledger = ReturnType<typeof createLedger>;
