import type { Core } from '@strapi/types';
import type { PointAccount, PointEntry } from '../../../shared/contracts/points';
import type { Requester } from '../access/access';
import { requesterKey } from '../access/credential';
import { problem } from '../errors/export-error';
import type { Ledger, Page } from '../points/ledger';
import type { Named } from './requesters';

export interface PointsInput {
  readonly strapi: Core.Strapi;
  readonly ledger: Ledger;
}

/** Points that somebody gives to an end user, or takes. */
export interface PointAdjustment {
  /** `end-user:<id>`, with the id of a user of Users & Permissions. */
  readonly owner: string;
  /** Points to give, or, negative, to take: a whole number other than 0. */
  readonly amount: number;
  /** Why. The user sees it. */
  readonly note: string;
  /** Who adjusts, for the ledger. */
  readonly by: string;
  /** Names this adjustment: the same given again is not done again. */
  readonly key: string;
}

const END_USER = 'plugin::users-permissions.user';

/** End users' accounts, by `end-user:<id>`. */
const OWNER = /^end-user:([1-9]\d{0,15})$/;

const unknownOwner = (owner: string): Error =>
  problem('EXPORT_UNKNOWN_ACCOUNT', 'owner', 'unknown_account', `There is no end user ${JSON.stringify(owner)}.`);

/** Who adjusted is the panel's business. */
const asOwnerSees = ({ id, kind, amount, balanceAfter, run, exporter, rows, note, at }: PointEntry): PointEntry => ({
  ...{ id, kind, amount, balanceAfter, run, exporter, rows, note, at },
});

/**
 * The points of end users. A site's own code gives points with
 * `strapi.plugin('content-export').service('points').adjust(…)`.
 */
export const createPointsService = ({ strapi, ledger }: PointsInput) => {
  /** @throws ExportError `EXPORT_UNKNOWN_ACCOUNT` */
  const newAccount = async (owner: string): Promise<Omit<PointAccount, 'balance'>> => {
    const [, ownerId = null] = OWNER.exec(owner) ?? [];
    if (ownerId === null) throw unknownOwner(owner);
    const user = (await strapi.db.query(END_USER).findOne({ where: { id: Number(ownerId) } })) as Named | null;
    if (user === null) throw unknownOwner(owner);
    return { owner, ownerId, ownerName: user.username ?? user.email ?? ownerId };
  };

  return {
    /** What somebody has, and a page of what changed it, as its owner sees it. */
    own: async (requester: Requester, page: Page) => {
      const owner = requesterKey(requester);
      const { rows, total } = await ledger.entries(owner, page);
      return { balance: await ledger.balance(owner), entries: rows.map(asOwnerSees), total };
    },

    accounts: (page: Page) => ledger.accounts(page),

    /** @throws ExportError `EXPORT_UNKNOWN_ACCOUNT` for whoever has neither an account nor a user */
    account: async (owner: string, page: Page) => {
      const account = await ledger.account(owner);
      const { rows: entries, total } = await ledger.entries(owner, page);
      if (account !== null) return { account, entries, total };
      return { account: { ...(await newAccount(owner)), balance: 0 }, entries, total };
    },

    /**
     * Gives an end user points, or takes some, once for each key.
     *
     * @returns the account after it
     * @throws ExportError `EXPORT_UNKNOWN_ACCOUNT` for an unknown user; `EXPORT_INVALID_REQUEST` naming `amount`, for one
     *   that is no whole number or 0, or that the balance does not cover
     */
    adjust: async ({ owner, amount, note, by, key }: PointAdjustment): Promise<PointAccount> => {
      const account = await newAccount(owner);
      const { balance } = await ledger.adjust({ ...account, amount, note, by, key });
      return { ...account, balance };
    },
  };
};

export type PointsService = ReturnType<typeof createPointsService>;
