import {
  allowEndUsers,
  createApiToken,
  ensureAdmin,
  ensureAdminRole,
  EXPORT_SCOPE,
  readAndExport,
} from '../../playground/scripts/seed/people';
import { HOTEL } from './content';
import type { Site } from './site';

interface Row {
  readonly id: number;
}

interface AdminTokens {
  create(token: object, owner: object): Promise<{ readonly id: number; readonly accessKey: string }>;
}

const EMAIL = 'jobs@example.com';

/** What the panel's credentials may export of hotels. */
export const PERMITTED = ['name', 'city'] as const;

/** One credential: how it asks, and how its rights are taken from it. */
export interface CredentialCase {
  readonly name: string;
  readonly prefix: string;
  authorization(): Promise<string>;
  /** Takes away the right to hotels altogether. */
  narrow(): Promise<void>;
  restore(): Promise<void>;
  /** Ends the credential itself. */
  revoke(): Promise<void>;
}

/** Credentials of every kind that can ask for jobs. */
export const credentialCases = (site: () => Site) => {
  const query = (uid: string) => site().strapi.db.query(uid);
  let made = 0;

  const roleWith = (fields: readonly string[]): Promise<Row> =>
    ensureAdminRole(site().strapi, 'jobs-role', readAndExport(HOTEL, { properties: { fields, locales: ['en'] } }));

  const adminSession = (): CredentialCase => ({
    name: 'admin session',
    prefix: '/export',
    authorization: async () => {
      await ensureAdmin(site().strapi, EMAIL, await roleWith(PERMITTED));
      await query('admin::user').updateMany({ where: { email: EMAIL }, data: { isActive: true, blocked: false } });
      return site().adminToken(EMAIL);
    },
    narrow: async () => {
      await roleWith(['name']);
    },
    restore: async () => {
      await roleWith(PERMITTED);
    },
    revoke: async () => {
      await query('admin::user').updateMany({ where: { email: EMAIL }, data: { isActive: false } });
    },
  });

  const apiToken = (): CredentialCase => {
    let name = '';
    const token = async () => (await query('admin::api-token').findOne({ where: { name } })) as Row;
    const permissions = 'admin::api-token-permission';
    return {
      name: 'API token',
      prefix: '/api/export',
      authorization: async () => {
        made += 1;
        name = `jobs-${made}`;
        const scopes = [EXPORT_SCOPE, `${HOTEL}.find`];
        return `Bearer ${await createApiToken(site().strapi, { name, type: 'custom', permissions: scopes })}`;
      },
      narrow: async () => {
        await query(permissions).deleteMany({ where: { action: `${HOTEL}.find`, token: (await token()).id } });
      },
      restore: async () => {
        await query(permissions).create({ data: { action: `${HOTEL}.find`, token: (await token()).id } });
      },
      revoke: async () => {
        await query('admin::api-token').updateMany({
          where: { name },
          data: { expiresAt: new Date(Date.now() - 1_000) },
        });
      },
    };
  };

  const endUser = (): CredentialCase => {
    const users = 'plugin::users-permissions.user';
    const email = 'other@example.com';
    const drop = async (): Promise<void> => {
      const role = (await query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } })) as Row;
      await query('plugin::users-permissions.permission').deleteMany({
        where: { action: `${HOTEL}.find`, role: role.id },
      });
    };
    return {
      name: 'end user',
      prefix: '/api/export',
      authorization: async () => {
        await query(users).updateMany({ where: { email }, data: { blocked: false } });
        return site().endUserToken(email);
      },
      narrow: drop,
      restore: () => allowEndUsers(site().strapi, 'authenticated', [`${HOTEL}.find`]),
      revoke: async () => {
        await query(users).updateMany({ where: { email }, data: { blocked: true } });
      },
    };
  };

  const adminToken = (): CredentialCase => {
    const owner = 'admin@example.com';
    let id = 0;
    const permissions = 'admin::permission';
    const keep = async (fields: readonly string[]): Promise<void> => {
      const rows = (await query(permissions).findMany({ where: { apiToken: id } })) as Row[];
      for (const row of rows) {
        await query(permissions).update({ where: { id: row.id }, data: { properties: { fields, locales: ['en'] } } });
      }
    };
    return {
      name: 'admin token',
      prefix: '/export',
      authorization: async () => {
        made += 1;
        const tokens = site().strapi.service('admin::api-token-admin') as unknown as AdminTokens;
        const adminPermissions = readAndExport(HOTEL, { properties: { fields: PERMITTED, locales: ['en'] } });
        const token = await tokens.create(
          { name: `jobs-admin-${made}`, description: '', lifespan: null, adminPermissions },
          (await query('admin::user').findOne({ where: { email: owner }, populate: ['roles'] })) as object,
        );
        id = token.id;
        return `Bearer ${token.accessKey}`;
      },
      narrow: () => keep(['name']),
      restore: () => keep(PERMITTED),
      revoke: async () => {
        await query('admin::api-token').delete({ where: { id } });
      },
    };
  };

  return { adminSession, adminToken, apiToken, endUser };
};
