import { type Access, type Filters, type Requester, withMemory } from './access';
import { exportablePaths } from './operator-access';
import { isContent, type Schema, SYSTEM_FIELDS } from './schema';

/** One rule of a CASL ability: no `fields` means all of them. */
export interface AbilityRule {
  readonly fields?: readonly string[] | undefined;
  readonly conditions?: unknown;
  readonly inverted: boolean;
}

/** What the panel's permission engine says about reading one content type. */
export interface ReadPermission {
  readonly isAllowed: boolean;
  readonly rules: readonly AbilityRule[];
  /** The rules' conditions as Strapi filters. */
  readonly rows: Filters | null;
}

export interface PanelAccessInput {
  readonly schema: Schema;
  readonly requester: Requester;
  /** Strapi's permission checker for one content type. */
  readPermission(uid: string): ReadPermission;
}

const isConditional = ({ conditions }: AbilityRule): boolean =>
  typeof conditions === 'object' && conditions !== null && Object.keys(conditions).length > 0;

/**
 * The fields that may be read in every row. Rules add up, but a rule with conditions speaks of some rows only; so where
 * any rule is conditional, a field counts only when each rule has it. Nothing can leak, since each row that passes the
 * conditions is allowed by at least one rule, and every rule allows these fields.
 *
 * @returns `null` when all fields may be read
 */
const permittedFields = (rules: readonly AbilityRule[]): ReadonlySet<string> | null => {
  const positive = rules.filter((rule) => !rule.inverted);
  const lists = positive.flatMap(({ fields }) => (fields === undefined ? [] : [new Set(fields)]));
  if (positive.some(isConditional)) {
    const [first, ...others] = lists;
    if (first === undefined) return null;
    return new Set([...first].filter((field) => others.every((list) => list.has(field))));
  }
  if (lists.length < positive.length) return null;
  return new Set(lists.flatMap((list) => [...list]));
};

/** Fields that a rule takes away. Strapi itself makes no such rules; which rows they mean is left aside, to be safe. */
const refusedFields = (rules: readonly AbilityRule[]): ReadonlySet<string> =>
  new Set(rules.flatMap(({ inverted, fields }) => (inverted ? (fields ?? []) : [])));

/** The rights of an admin user or admin token: the content manager's own read right, with fields and conditions. */
export const createPanelAccess = ({ schema, requester, readPermission }: PanelAccessInput): Access =>
  withMemory({
    requester,
    grant: (uid) => {
      const model = schema.model(uid);
      const permission = model !== undefined && isContent(model) ? readPermission(uid) : null;
      // Without a read right Strapi builds no row filter at all, so this check must stand before any use of `rows`.
      if (permission === null || !permission.isAllowed) return Promise.resolve(null);
      const fields = permittedFields(permission.rules);
      const refused = refusedFields(permission.rules);
      const isEverReadable = exportablePaths(schema, uid);
      const canRead = (path: string): boolean =>
        isEverReadable(path) &&
        !refused.has(path) &&
        (fields === null || fields.has(path) || SYSTEM_FIELDS.includes(path));
      return Promise.resolve({ canRead, rows: permission.rows });
    },
  });
