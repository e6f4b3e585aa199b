import {
  type Access,
  bothFilters,
  type Filters,
  type Grant,
  type Lock,
  type PluginRight,
  type Requester,
  withMemory,
} from './access';
import { exportablePaths, PEOPLE } from './exportable-paths';
import { type AbilityRule, permittedFields, permittedLocales, refusedFields } from './permitted-fields';
import { ADMIN_USER, isContent, type Schema, SYSTEM_FIELDS } from './schema';

/** What the panel's permission engine says about one action on one content type. */
export interface Permission {
  readonly isAllowed: boolean;
  readonly rules: readonly AbilityRule[];
  /** The rules' conditions as Strapi filters. */
  readonly rows: Filters | null;
}

/** What is done with content: both must be allowed for anything to leave. */
export type PanelAction = 'read' | 'export';

export interface PanelAccessInput {
  readonly schema: Schema;
  readonly requester: Requester;
  /** Whether the ability has one of the plugin's own rights. */
  holds(right: PluginRight): boolean;
  /** Strapi's permission checker for one action on one content type. */
  permission(action: PanelAction, uid: string): Permission;
}

const ACTIONS: readonly (readonly [action: PanelAction, lock: Lock])[] = [
  ['read', 'no-read-right'],
  ['export', 'no-export-right'],
];

const grantOf = (isEverReadable: (path: string) => boolean, { rules, rows }: Permission, lock: Lock): Grant => {
  const fields = permittedFields(rules);
  const refused = refusedFields(rules);
  const isPermitted = (path: string): boolean =>
    !refused.has(path) && (fields === null || fields.has(path) || SYSTEM_FIELDS.includes(path));
  return {
    canRead: (path) => isEverReadable(path) && isPermitted(path),
    lockOf: (path) => (!isEverReadable(path) || isPermitted(path) ? null : lock),
    rows,
    locales: permittedLocales(rules),
  };
};

const bothLocales = (left: Grant['locales'], right: Grant['locales']): Grant['locales'] =>
  left === null || right === null ? (left ?? right) : left.filter((code) => right.includes(code));

const both = (left: Grant, right: Grant): Grant => ({
  canRead: (path) => left.canRead(path) && right.canRead(path),
  lockOf: (path) => left.lockOf(path) ?? right.lockOf(path),
  rows: bothFilters(left.rows, right.rows),
  locales: bothLocales(left.locales, right.locales),
});

/**
 * The rights of an admin user or admin token: what the content manager's read right and the export right allow both,
 * in fields, rows and locales; on the type itself and on every type that a relation leads to.
 */
export const createPanelAccess = ({ schema, requester, holds, permission }: PanelAccessInput): Access => {
  const isType = (uid: string): boolean => {
    const model = schema.model(uid);
    return model !== undefined && isContent(model);
  };
  const lockOf = (uid: string): Lock | null =>
    ACTIONS.find(([action]) => !permission(action, uid).isAllowed)?.[1] ?? null;
  return withMemory({
    requester,
    holds,
    grant: (uid) => {
      if (uid === ADMIN_USER) return Promise.resolve(PEOPLE);
      // Without a right Strapi builds no row filter at all, so this check must stand before any use of `rows`.
      if (!isType(uid) || lockOf(uid) !== null) return Promise.resolve(null);
      const isEverReadable = exportablePaths(schema, uid);
      const grants = ACTIONS.map(([action, lock]) => grantOf(isEverReadable, permission(action, uid), lock));
      return Promise.resolve(grants.reduce(both));
    },
    lockOf: (uid) => Promise.resolve(isType(uid) ? lockOf(uid) : null),
  });
};
