import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import type { Access, Filters, Requester } from '../access/access';
import { createContentApiAccess } from '../access/content-api-access';
import { createOperatorAccess } from '../access/operator-access';
import { type AbilityRule, createPanelAccess } from '../access/panel-access';
import type { Schema } from '../access/schema';

const READ = 'plugin::content-manager.explorer.read';

/** The parts of Strapi's CASL ability and permission services that are asked for. */
export interface Ability {
  rulesFor(action: string, subject: string): readonly AbilityRule[];
}

interface PermissionsManager {
  readonly isAllowed: boolean;
  getQuery(action: string): Filters | null;
}

interface PermissionService {
  createPermissionsManager(input: { ability: Ability; action: string; model: string }): PermissionsManager;
  readonly engine: { generateUserAbility(user: unknown): Promise<Ability> };
}

interface AdminUser {
  readonly id: number | string;
  readonly email?: string;
  readonly isActive?: boolean;
  readonly blocked?: boolean;
}

interface Credentials {
  readonly id?: number | string;
  readonly name?: string;
  readonly username?: string;
  readonly email?: string;
}

interface AuthState {
  readonly strategy?: { readonly name?: string };
  readonly credentials?: Credentials | null;
}

interface AuthService {
  /** Throws when the credential lacks a scope. */
  verify(auth: AuthState, config: { readonly scope: readonly string[] }): Promise<void>;
}

const isEmpty = (filters: Filters | null): boolean => filters === null || Object.keys(filters).length === 0;

const contentApiRequester = ({ strategy, credentials }: AuthState): Requester => {
  const kind = strategy?.name === 'api-token' ? 'api-token' : 'end-user';
  const name = credentials?.username ?? credentials?.name ?? credentials?.email ?? 'public';
  return { kind, id: String(credentials?.id ?? 'public'), name };
};

/** Turns credentials into rights. */
export const createAccessService = ({ strapi, schema }: { readonly strapi: Core.Strapi; readonly schema: Schema }) => {
  const permissions = (): PermissionService => strapi.service('admin::permission') as unknown as PermissionService;

  const forAbility = (ability: Ability, requester: Requester): Access =>
    createPanelAccess({
      schema,
      requester,
      readPermission: (uid) => {
        const manager = permissions().createPermissionsManager({ ability, action: READ, model: uid });
        const { isAllowed } = manager;
        const rows = isAllowed ? manager.getQuery(READ) : null;
        return { isAllowed, rules: ability.rulesFor(READ, uid), rows: isEmpty(rows) ? null : rows };
      },
    });

  return {
    /** An admin session or admin token; a token's ability is narrower than its owner's. */
    ofPanel: (ctx: Context): Access => {
      const { user, userAbility, auth } = ctx.state as { user: AdminUser; userAbility: Ability; auth: AuthState };
      const isToken = auth.strategy?.name === 'admin-token';
      const id = String(isToken ? (auth.credentials?.id ?? user.id) : user.id);
      return forAbility(userAbility, { kind: isToken ? 'admin-token' : 'admin-session', id, name: user.email ?? id });
    },

    /** An end user, an API token or, where the site grants it, the public. */
    ofContentApi: (ctx: Context): Access => {
      const { auth } = ctx.state as { auth: AuthState };
      return createContentApiAccess({
        schema,
        requester: contentApiRequester(auth),
        hasScope: async (scope) => {
          try {
            await strapi.get<AuthService>('auth').verify(auth, { scope: [scope] });
            return true;
          } catch {
            return false;
          }
        },
      });
    },

    /** Whoever can run commands on the server. */
    ofOperator: (): Access => createOperatorAccess(schema),

    /**
     * The rights of one admin user, by e-mail address.
     *
     * @returns `null` when there is no such user, or the user is blocked or inactive
     */
    ofAdminUser: async (email: string): Promise<Access | null> => {
      const user = (await strapi.db.query('admin::user').findOne({
        where: { email: email.toLowerCase() },
        populate: ['roles'],
      })) as AdminUser | null;
      if (user === null || user.isActive !== true || user.blocked === true) return null;
      const ability = await permissions().engine.generateUserAbility(user);
      return forAbility(ability, { kind: 'admin-session', id: String(user.id), name: email });
    },
  };
};

export type AccessService = ReturnType<typeof createAccessService>;
