import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Access, Filters, Requester } from '../access/access';
import { createContentApiAccess } from '../access/content-api-access';
import { withContentRules } from '../access/content-rules';
import { createOperatorAccess } from '../access/operator-access';
import { createPanelAccess, type PanelAction } from '../access/panel-access';
import type { AbilityRule } from '../access/permitted-fields';
import type { Schema } from '../access/schema';
import { ExportError } from '../errors/export-error';
import type { RulesService } from './rules';

const ACTIONS: Readonly<Record<PanelAction, string>> = {
  read: 'plugin::content-manager.explorer.read',
  export: `plugin::${PLUGIN_ID}.export`,
};

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

/** What Strapi's authentication leaves on a request; nothing of it is taken for granted. */
interface AuthState {
  readonly strategy?: { readonly name?: string };
  readonly credentials?: Credentials | null;
}

interface RequestState {
  readonly auth?: AuthState;
  readonly user?: AdminUser;
  readonly userAbility?: Partial<Ability>;
}

interface AuthService {
  /** Throws when the credential lacks a scope. */
  verify(auth: AuthState, config: { readonly scope: readonly string[] }): Promise<void>;
}

const isEmpty = (filters: Filters | null): boolean => filters === null || Object.keys(filters).length === 0;

/** Strapi's own ways of signing in. Whoever came in another way has rights that are not known here, so none. */
const PANEL_STRATEGIES: ReadonlyMap<unknown, 'admin-session' | 'admin-token'> = new Map([
  ['admin', 'admin-session'],
  ['admin-token', 'admin-token'],
]);
const CONTENT_API_STRATEGIES: ReadonlyMap<unknown, 'api-token' | 'end-user'> = new Map([
  ['content-api-token', 'api-token'],
  ['users-permissions', 'end-user'],
]);

const contentApiRequester = (auth: AuthState): Requester => {
  const kind = CONTENT_API_STRATEGIES.get(auth.strategy?.name);
  if (kind === undefined) throw new ExportError('EXPORT_FORBIDDEN');
  const { credentials } = auth;
  const name = credentials?.username ?? credentials?.name ?? credentials?.email ?? 'public';
  return { kind, id: String(credentials?.id ?? 'public'), name };
};

const isAbility = (ability: Partial<Ability> | undefined): ability is Ability =>
  typeof ability?.rulesFor === 'function';

export interface AccessInput {
  readonly strapi: Core.Strapi;
  readonly schema: Schema;
  readonly rules: RulesService;
}

/** Turns credentials into rights. */
export const createAccessService = ({ strapi, schema, rules }: AccessInput) => {
  const permissions = (): PermissionService => strapi.service('admin::permission') as unknown as PermissionService;

  const forAbility = (ability: Ability, requester: Requester): Access => {
    const access = createPanelAccess({
      schema,
      requester,
      permission: (panelAction, uid) => {
        const action = ACTIONS[panelAction];
        const manager = permissions().createPermissionsManager({ ability, action, model: uid });
        const { isAllowed } = manager;
        const rows = isAllowed ? manager.getQuery(action) : null;
        return { isAllowed, rules: ability.rulesFor(action, uid), rows: isEmpty(rows) ? null : rows };
      },
    });
    return withContentRules(schema, access, rules.of);
  };

  return {
    /**
     * An admin session or admin token; a token's ability is narrower than its owner's.
     *
     * @throws ExportError `EXPORT_FORBIDDEN` when the request carries no ability, or one of an unknown kind
     */
    ofPanel: (ctx: Context): Access => {
      const { user, userAbility, auth } = ctx.state as RequestState;
      const kind = PANEL_STRATEGIES.get(auth?.strategy?.name);
      if (user === undefined || kind === undefined || !isAbility(userAbility)) {
        throw new ExportError('EXPORT_FORBIDDEN');
      }
      const id = String(kind === 'admin-token' ? (auth?.credentials?.id ?? user.id) : user.id);
      return forAbility(userAbility, { kind, id, name: user.email ?? id });
    },

    /**
     * An end user, an API token or, where the site grants it, the public.
     *
     * @throws ExportError `EXPORT_FORBIDDEN` for a credential of an unknown kind
     */
    ofContentApi: (ctx: Context): Access => {
      const { auth = {} } = ctx.state as RequestState;
      const access = createContentApiAccess({
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
      return withContentRules(schema, access, rules.of);
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
