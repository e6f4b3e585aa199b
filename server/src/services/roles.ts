import type { Core } from '@strapi/types';

/** Where names of roles are: codes of panel roles, types of end users' roles. */
const ROLES = { panel: ['admin::role', 'code'], endUsers: ['plugin::users-permissions.role', 'type'] } as const;

/** The names that roles of the site go by in the configuration and in requests. */
export const roleNames = async (strapi: Core.Strapi, whose: keyof typeof ROLES): Promise<readonly string[]> => {
  const [uid, key] = ROLES[whose];
  if (strapi.contentTypes[uid as never] === undefined) return [];
  const roles = (await strapi.db.query(uid).findMany({ select: [key] })) as Readonly<Record<string, unknown>>[];
  return roles.map((role) => String(role[key]));
};
