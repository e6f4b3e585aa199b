import type { Core } from '@strapi/types';
import type { Ability } from '../access/ability';
import type { Requester } from '../access/access';
import type { Credential } from '../access/credential';
import { ExportError } from '../errors/export-error';
import {
  type AdminUser,
  adminRequester,
  adminTokenRequester,
  apiTokenRequester,
  endUserRequester,
  type Named,
} from './requesters';

/** The rights of a credential at this moment, in the terms of the contract that it is for. */
export type Reloaded =
  | { readonly contract: 'panel'; readonly requester: Requester; readonly ability: Ability }
  | { readonly contract: 'content-api'; readonly requester: Requester; hasScope(scope: string): boolean };

interface Engine {
  generateUserAbility(user: unknown): Promise<Ability>;
  generateTokenAbility(permissions: readonly unknown[], owner: unknown): Promise<Ability>;
}

interface Token extends Named {
  readonly id: number;
  readonly type?: string;
  readonly expiresAt?: string | null;
  readonly permissions?: readonly string[];
  readonly adminPermissions?: readonly unknown[];
  readonly adminUserOwner?: number | string | { readonly id: number | string } | null;
}

interface TokenService {
  getById(id: number): Promise<Token | null>;
}

interface EndUser extends Named {
  readonly id: number;
  readonly blocked?: boolean;
  readonly confirmed?: boolean;
  readonly role?: { readonly id: number; readonly type?: string } | null;
}

interface PermissionService {
  findRolePermissions(roleId: number): Promise<readonly object[]>;
  toContentAPIPermission(permission: object): { readonly action: string };
}

const gone = (): ExportError => new ExportError('EXPORT_CREDENTIAL_GONE');

const isExpired = ({ expiresAt }: Token): boolean =>
  expiresAt !== null && expiresAt !== undefined && new Date(expiresAt).getTime() < Date.now();

const adminUser = async (strapi: Core.Strapi, id: number | string): Promise<AdminUser> => {
  const user = (await strapi.db.query('admin::user').findOne({
    where: { id },
    populate: ['roles'],
  })) as AdminUser | null;
  if (user === null || user.isActive !== true || user.blocked === true) throw gone();
  return user;
};

const engineOf = (strapi: Core.Strapi): Engine =>
  (strapi.service('admin::permission') as unknown as { readonly engine: Engine }).engine;

const tokenOf = async (strapi: Core.Strapi, service: string, id: string): Promise<Token> => {
  const tokens = strapi.service(`admin::${service}` as never) as unknown as TokenService;
  // Strapi throws where a token has lost its owner, which is as good as no token.
  const token = await tokens.getById(Number(id)).catch((error: unknown) => {
    if (error instanceof Error && /adminUserOwner/.test(error.message)) return null;
    throw error;
  });
  if (token === null || isExpired(token)) throw gone();
  return token;
};

interface ContentAbility {
  can(action: string): boolean;
}

const contentAbility = (strapi: Core.Strapi, permissions: readonly object[]): Promise<ContentAbility> => {
  const { engine } = strapi.contentAPI.permissions as unknown as {
    readonly engine: { generateAbility(list: readonly object[]): Promise<ContentAbility> };
  };
  return engine.generateAbility(permissions);
};

/** What Strapi's read-only tokens may do. */
const isReadScope = (scope: string): boolean => scope.endsWith('find') || scope.endsWith('findOne');

/** As Strapi's own strategy for API tokens checks a scope (`content-api-token`). */
const tokenScopes = async (
  strapi: Core.Strapi,
  { type, permissions = [] }: Token,
): Promise<(scope: string) => boolean> => {
  switch (type) {
    case 'full-access':
      return () => true;
    case 'read-only':
      return isReadScope;
    case 'custom': {
      const ability = await contentAbility(
        strapi,
        permissions.map((action) => ({ action })),
      );
      return (scope) => ability.can(scope);
    }
    default:
      return () => false;
  }
};

const reloadEndUser = async (strapi: Core.Strapi, id: string): Promise<Reloaded> => {
  const users = strapi.db.query('plugin::users-permissions.user');
  const user = (await users.findOne({ where: { id: Number(id) }, populate: ['role'] })) as EndUser | null;
  if (user === null || user.blocked === true || user.role == null) throw gone();
  const settings = (await strapi.store({ type: 'plugin', name: 'users-permissions' }).get({ key: 'advanced' })) as {
    readonly email_confirmation?: boolean;
  } | null;
  if (settings?.email_confirmation === true && user.confirmed !== true) throw gone();
  const service = strapi.plugin('users-permissions').service<PermissionService>('permission');
  const permissions = await service.findRolePermissions(user.role.id);
  const ability = await contentAbility(
    strapi,
    permissions.map((one) => service.toContentAPIPermission(one)),
  );
  return { contract: 'content-api', requester: endUserRequester(user), hasScope: (scope) => ability.can(scope) };
};

const RELOADS: Readonly<Record<Requester['kind'], (strapi: Core.Strapi, id: string) => Promise<Reloaded>>> = {
  'admin-session': async (strapi, id) => {
    const user = await adminUser(strapi, Number(id));
    const ability = await engineOf(strapi).generateUserAbility(user);
    return { contract: 'panel', requester: adminRequester(user), ability };
  },
  'admin-token': async (strapi, id) => {
    const token = await tokenOf(strapi, 'api-token-admin', id);
    const { adminUserOwner: owner } = token;
    if (owner == null) throw gone();
    const user = await adminUser(strapi, typeof owner === 'object' ? owner.id : owner);
    // Never the owner's own ability: the token's is narrower.
    const ability = await engineOf(strapi).generateTokenAbility(token.adminPermissions ?? [], user);
    return { contract: 'panel', requester: adminTokenRequester(user, id), ability };
  },
  'api-token': async (strapi, id) => {
    const token = await tokenOf(strapi, 'api-token-content-api', id);
    const hasScope = await tokenScopes(strapi, token);
    return { contract: 'content-api', requester: apiTokenRequester(token), hasScope };
  },
  'end-user': reloadEndUser,
  operator: () => Promise.reject(gone()),
};

/**
 * Looks a credential up again, as it is now, and makes its own rights: never those of whoever owns it.
 *
 * @throws ExportError `EXPORT_CREDENTIAL_GONE` when it is deleted, expired, or its owner is blocked or inactive
 */
export const reloadCredential = (strapi: Core.Strapi, { kind, id }: Credential): Promise<Reloaded> =>
  RELOADS[kind](strapi, id);
