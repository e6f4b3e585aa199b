import type { Core } from '@strapi/strapi';

import { documentIdOf } from './random';
import { MANAGER_ROLE } from '../../src/exporters/people';
import { CONTACT, COUNTRY, HOTEL, LOCATION, MAPPING, ORDER, SUPPLIER, SUPPLIER_SUMMARY } from './uids';

/** Everybody's password. A playground: never on a site others can reach. */
export const PASSWORD = 'Export-demo-1';
const EDITOR_ROLE = 'export-editor';
/** Reads hotels in the content manager, and has no right of this plugin. */
const READER_ROLE = 'content-reader';

/** The scope of the export plugin's streaming routes. */
export const EXPORT_SCOPE = 'plugin::content-export.exports.find';

const READ = 'plugin::content-manager.explorer.read';
const EXPORT = 'plugin::content-export.export';

/** What the editor may read: neither e-mail nor phone, and no relation. */
const EDITOR_HOTEL_FIELDS = [
  'ittid',
  'name',
  'supplier_code',
  'country_code',
  'city',
  'property_type',
  'rating',
  'stars',
  'active',
  'address',
  'postal_code',
  'website',
  'description',
  'room_count',
] as const;

interface Row {
  readonly id: number;
}

/** One right of an admin role, as the role editor saves it. */
export interface AdminPermission {
  readonly action: string;
  readonly subject: string | null;
  readonly properties?: { readonly fields?: readonly string[]; readonly locales?: readonly string[] };
  readonly conditions?: readonly string[];
}

export interface People {
  readonly superAdmin: Row;
  readonly editor: Row;
  readonly editorRole: Row;
  readonly endUsers: {
    readonly 'user@example.com': Row;
    readonly 'other@example.com': Row;
    /** Holds no permission for any supplier. */
    readonly 'nobody@example.com': Row;
    /** Sees everything, pays nothing. */
    readonly 'manager@example.com': Row;
  };
}

/** The parts of Strapi's own services used here; Strapi does not export their types. */
interface AdminServices {
  role: {
    findOne(where: object): Promise<Row | null>;
    getSuperAdmin(): Promise<Row>;
    create(role: { name: string; code: string; description: string }): Promise<Row>;
    assignPermissions(roleId: number, permissions: readonly AdminPermission[]): Promise<unknown>;
  };
  user: {
    findOneByEmail(email: string): Promise<Row | null>;
    create(user: object): Promise<Row>;
  };
  'api-token': {
    create(token: object): Promise<{ accessKey: string }>;
  };
}

const adminService = <Name extends keyof AdminServices>(strapi: Core.Strapi, name: Name): AdminServices[Name] =>
  strapi.service(`admin::${name}`) as unknown as AdminServices[Name];

/** Creates an administrator with one role, or finds the one who has this address. */
export const ensureAdmin = async (strapi: Core.Strapi, email: string, role: Row): Promise<Row> => {
  const users = adminService(strapi, 'user');

  return (
    (await users.findOneByEmail(email)) ??
    users.create({
      email,
      firstname: email.split('@')[0],
      lastname: 'Example',
      password: PASSWORD,
      roles: [role.id],
      isActive: true,
    })
  );
};

/** Creates an admin role with exactly these rights, or gives the one with this code exactly these. */
export const ensureAdminRole = async (
  strapi: Core.Strapi,
  code: string,
  permissions: readonly AdminPermission[],
): Promise<Row> => {
  const roles = adminService(strapi, 'role');
  const role =
    (await roles.findOne({ code })) ??
    (await roles.create({ name: code, code, description: 'Made by the playground' }));
  await roles.assignPermissions(role.id, permissions);

  return role;
};

/** The right to read and the right to export, which are needed both, on the same terms. */
export const readAndExport = (
  subject: string,
  rest: Omit<AdminPermission, 'action' | 'subject'> = {},
): AdminPermission[] => [READ, EXPORT].map((action) => ({ action, subject, ...rest }));

/** The editor sees the export page, and reads and exports some fields of hotels. */
const editorPermissions = (): AdminPermission[] => [
  ...readAndExport(HOTEL, { properties: { fields: EDITOR_HOTEL_FIELDS, locales: ['en', 'fr'] } }),
  { action: 'plugin::content-export.access', subject: null },
];

const endUserRole = async (strapi: Core.Strapi, type: string): Promise<Row> => {
  const role = (await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type } })) as Row | null;

  if (role === null) {
    throw new Error(`Users & Permissions has no role "${type}".`);
  }

  return role;
};

/** Gives a Users & Permissions role actions of the content API, e.g. `api::order.order.find`; the ones it has stay. */
export const allowEndUsers = async (strapi: Core.Strapi, type: string, actions: readonly string[]): Promise<void> => {
  const role = await endUserRole(strapi, type);
  const permissions = strapi.db.query('plugin::users-permissions.permission');

  for (const action of actions) {
    const where = { action, role: role.id };

    if ((await permissions.count({ where })) === 0) {
      await permissions.create({ data: where });
    }
  }
};

/** The role of end users who manage exports, beside the one that everybody gets who signs up. */
const ensureManagerRole = async (strapi: Core.Strapi): Promise<void> => {
  const roles = strapi.db.query('plugin::users-permissions.role');

  if ((await roles.count({ where: { type: MANAGER_ROLE } })) === 0) {
    const documentId = documentIdOf('end-user-role', 0);
    const about = { name: 'Export manager', description: 'Made by the playground', type: MANAGER_ROLE };
    await roles.create({ data: { documentId, ...about } });
  }
};

/** Creates an end user, or finds the one who has this address. */
const ensureEndUser = async (strapi: Core.Strapi, email: string, roleType = 'authenticated'): Promise<Row> => {
  const found = (await strapi.db.query('plugin::users-permissions.user').findOne({ where: { email } })) as Row | null;

  if (found !== null) {
    return found;
  }

  const users = strapi.plugin('users-permissions').service<{ add(user: object): Promise<Row> }>('user');
  const role = await endUserRole(strapi, roleType);

  return users.add({
    documentId: documentIdOf(`user:${email}`, 0),
    username: email.split('@')[0],
    email,
    password: PASSWORD,
    provider: 'local',
    confirmed: true,
    blocked: false,
    role: role.id,
  });
};

export interface ApiTokenOptions {
  readonly name: string;
  readonly type: 'full-access' | 'custom' | 'read-only';
  /** Actions of the content API. For `custom` tokens only. */
  readonly permissions?: readonly string[];
}

/** Creates an API token which never expires. @returns its access key, which Strapi shows only once */
export const createApiToken = async (
  strapi: Core.Strapi,
  { name, type, permissions }: ApiTokenOptions,
): Promise<string> => {
  const { accessKey } = await adminService(strapi, 'api-token').create({
    name,
    type,
    description: 'Made by the playground',
    lifespan: null,
    ...(type === 'custom' ? { permissions: permissions ?? [] } : {}),
  });

  return accessKey;
};

/** Creates everybody who is missing. Running it again only restores the editor role's rights. */
export const seedPeople = async (strapi: Core.Strapi): Promise<People> => {
  const superAdmin = await ensureAdmin(strapi, 'admin@example.com', await adminService(strapi, 'role').getSuperAdmin());
  const editorRole = await ensureAdminRole(strapi, EDITOR_ROLE, editorPermissions());
  const editor = await ensureAdmin(strapi, 'editor@example.com', editorRole);
  const readerRole = await ensureAdminRole(strapi, READER_ROLE, [
    // Without languages, the panel would show nothing at all.
    { action: READ, subject: HOTEL, properties: { fields: EDITOR_HOTEL_FIELDS, locales: ['en', 'fr'] } },
  ]);
  await ensureAdmin(strapi, 'reader@example.com', readerRole);

  await allowEndUsers(strapi, 'authenticated', [
    ...[HOTEL, MAPPING, ORDER, LOCATION, CONTACT, SUPPLIER_SUMMARY].map((uid) => `${uid}.find`),
    EXPORT_SCOPE,
  ]);
  await ensureManagerRole(strapi);
  await allowEndUsers(strapi, MANAGER_ROLE, [
    ...[HOTEL, MAPPING, ORDER, LOCATION, CONTACT, COUNTRY, SUPPLIER, SUPPLIER_SUMMARY].map((uid) => `${uid}.find`),
    EXPORT_SCOPE,
  ]);

  return {
    superAdmin,
    editor,
    editorRole,
    endUsers: {
      'user@example.com': await ensureEndUser(strapi, 'user@example.com'),
      'other@example.com': await ensureEndUser(strapi, 'other@example.com'),
      'nobody@example.com': await ensureEndUser(strapi, 'nobody@example.com'),
      'manager@example.com': await ensureEndUser(strapi, 'manager@example.com', MANAGER_ROLE),
    },
  };
};
