import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { AUDIT_ENTRY } from '../../../shared/uids';
import type { Ability } from '../access/ability';
import type { Access, Filters, PluginRight, Requester } from '../access/access';
import { createContentApiAccess } from '../access/content-api-access';
import { withContentRules } from '../access/content-rules';
import { createOperatorAccess } from '../access/operator-access';
import { createPanelAccess, type PanelAction } from '../access/panel-access';
import type { AbilityRule } from '../access/permitted-fields';
import type { Schema } from '../access/schema';
import type { Credential } from '../access/credential';
import { ExportError } from '../errors/export-error';
import { reloadCredential } from './reload-credential';
import {
  type AdminUser,
  adminRequester,
  adminTokenRequester,
  apiTokenRequester,
  endUserRequester,
  type Named,
} from './requesters';
import type { RulesService } from './rules';

const ACTIONS: Readonly<Record<PanelAction, string>> = {
  read: 'plugin::content-manager.explorer.read',
  export: `plugin::${PLUGIN_ID}.export`,
};

/** The scope of the content API's one action, which covers all of its routes. */
const EXPORT_SCOPE = `plugin::${PLUGIN_ID}.exports.find`;

/** The parts of Strapi's permission services that are asked for. */
interface PermissionsManager {
  readonly isAllowed: boolean;
  getQuery(action: string): Filters | null;
}

interface PermissionService {
  createPermissionsManager(input: { ability: Ability; action: string; model: string }): PermissionsManager;
  readonly engine: { generateUserAbility(user: unknown): Promise<Ability> };
}

/** What Strapi's authentication leaves on a request; nothing of it is taken for granted. */
interface AuthState {
  readonly strategy?: { readonly name?: string };
  readonly credentials?: Named | null;
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

/** A rule without conditions or fields: the log is read as a whole, by one right, or not at all. */
const EVERYTHING: readonly AbilityRule[] = [{ inverted: false }];

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

const contentApiRequester = ({ strategy, credentials = null }: AuthState): Requester => {
  const kind = CONTENT_API_STRATEGIES.get(strategy?.name);
  if (kind === undefined) throw new ExportError('EXPORT_FORBIDDEN');
  return kind === 'api-token' ? apiTokenRequester(credentials ?? {}) : endUserRequester(credentials);
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
    const holds = (right: PluginRight): boolean => ability.can(`plugin::${PLUGIN_ID}.${right}`);
    const access = createPanelAccess({
      schema,
      requester,
      holds,
      permission: (panelAction, uid) => {
        if (uid === AUDIT_ENTRY) return { isAllowed: holds('audit.read'), rules: EVERYTHING, rows: null };
        const action = ACTIONS[panelAction];
        const manager = permissions().createPermissionsManager({ ability, action, model: uid });
        const { isAllowed } = manager;
        const rows = isAllowed ? manager.getQuery(action) : null;
        return { isAllowed, rules: ability.rulesFor(action, uid), rows: isEmpty(rows) ? null : rows };
      },
    });
    return withContentRules(schema, access, rules.of);
  };

  const forScopes = (requester: Requester, hasScope: (scope: string) => Promise<boolean>): Access =>
    withContentRules(schema, createContentApiAccess({ schema, requester, hasScope }), rules.of);

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
      const requester =
        kind === 'admin-token'
          ? adminTokenRequester(user, String(auth?.credentials?.id ?? user.id))
          : adminRequester(user);
      return forAbility(userAbility, requester);
    },

    /**
     * An end user, an API token or, where the site grants it, the public.
     *
     * @throws ExportError `EXPORT_FORBIDDEN` for a credential of an unknown kind
     */
    ofContentApi: (ctx: Context): Access => {
      const { auth = {} } = ctx.state as RequestState;
      return forScopes(contentApiRequester(auth), async (scope) => {
        try {
          await strapi.get<AuthService>('auth').verify(auth, { scope: [scope] });
          return true;
        } catch {
          return false;
        }
      });
    },

    /**
     * The rights that a stored credential has now, whatever they were when it asked.
     *
     * @throws ExportError `EXPORT_CREDENTIAL_GONE`; `EXPORT_FORBIDDEN` where it may use the routes no more
     */
    ofCredential: async (credential: Credential): Promise<Access> => {
      const reloaded = await reloadCredential(strapi, credential);
      if (reloaded.contract === 'panel') return forAbility(reloaded.ability, reloaded.requester);
      if (!reloaded.hasScope(EXPORT_SCOPE)) throw new ExportError('EXPORT_FORBIDDEN');
      return forScopes(reloaded.requester, (scope) => Promise.resolve(reloaded.hasScope(scope)));
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
      return forAbility(ability, { ...adminRequester(user), name: email });
    },
  };
};

export type AccessService = ReturnType<typeof createAccessService>;
