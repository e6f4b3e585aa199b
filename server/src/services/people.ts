import type { Core } from '@strapi/types';
import type { Recipient, ShareableRole } from '../../../shared/contracts/people';
import type { AdminUser } from './requesters';

/** Users that one look shows; whoever is missing is found by searching. */
const MAX_RECIPIENTS = 50;

const recipientOf = ({ id, email }: AdminUser): Recipient => ({ id: String(id), name: email ?? String(id) });

/** The panel's roles and users, as far as presets are shared and exports are scheduled with them. */
export const createPeopleService = ({ strapi }: { readonly strapi: Core.Strapi }) => {
  const users = () => strapi.db.query('admin::user');

  return {
    roles: async (): Promise<ShareableRole[]> => {
      const roles = await strapi.db
        .query('admin::role')
        .findMany({ select: ['code', 'name'], orderBy: [{ name: 'asc' }] });
      return (roles as ShareableRole[]).map(({ code, name }) => ({ code, name }));
    },

    recipients: async (search: string): Promise<Recipient[]> => {
      const found = ['email', 'firstname', 'lastname', 'username'].map((key) => ({ [key]: { $containsi: search } }));
      const where = { isActive: true, ...(search !== '' && { $or: found }) };
      const rows = await users().findMany({ where, orderBy: [{ email: 'asc' }], limit: MAX_RECIPIENTS });
      return (rows as AdminUser[]).map(recipientOf);
    },

    /** Active users by their ids, as far as there are such. */
    byIds: async (ids: readonly string[]): Promise<ReadonlyMap<string, Recipient>> => {
      const rows = await users().findMany({ where: { id: { $in: ids.map(Number) }, isActive: true } });
      return new Map((rows as AdminUser[]).map((user) => [String(user.id), recipientOf(user)]));
    },
  };
};

export type PeopleService = ReturnType<typeof createPeopleService>;
