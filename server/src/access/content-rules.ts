import { type Access, bothFilters, type Filters, type Grant, type Requester, withMemory } from './access';
import type { Schema } from './schema';
import { checkScope } from './scope';

export interface ContentRuleInput {
  readonly requester: Requester;
}

type MaybePromise<T> = T | Promise<T>;

/**
 * What a site's own code says about one content type, beside roles and permissions. It binds the type's automatic
 * exporter and every relation that leads to the type, in the panel and in the content API; the command line acts with
 * the operator's authority and is not asked.
 */
export interface ContentRule {
  /**
   * Strapi filters that a requester's rows must meet beside everything else: `{}` for no limit, `null` to refuse the
   * type altogether.
   */
  scope?(input: ContentRuleInput): MaybePromise<Filters | null>;
  /**
   * By attribute: whether the requester may read it, as a column, in a filter, in a sort, in a search. A component's
   * name hides all of its fields, a dotted path one of them.
   */
  readonly visibleTo?: Readonly<Record<string, (input: ContentRuleInput) => MaybePromise<boolean>>>;
}

/** A path, and the paths it lies within: `seo.meta.title`, `seo.meta`, `seo`. */
const ancestry = (path: string): string[] => {
  const names = path.split('.');
  return names.map((_name, at) => names.slice(0, at + 1).join('.'));
};

const isEmpty = (filters: Filters): boolean => Object.keys(filters).length === 0;

const hiddenPaths = async (rule: ContentRule, input: ContentRuleInput): Promise<ReadonlySet<string>> => {
  const hidden = new Set<string>();
  for (const [path, isVisible] of Object.entries(rule.visibleTo ?? {})) {
    // Whatever is not plainly true hides, since the site's own code may not be typed.
    const isShown: unknown = await isVisible(input);
    if (isShown !== true) hidden.add(path);
  }
  return hidden;
};

const limited = async (
  schema: Schema,
  uid: string,
  grant: Grant,
  rule: ContentRule,
  input: ContentRuleInput,
): Promise<Grant | null> => {
  const scope = rule.scope === undefined ? {} : await rule.scope(input);
  if (scope === null) return null;
  checkScope(schema, uid, scope);
  const hidden = await hiddenPaths(rule, input);
  const isHidden = (path: string): boolean => ancestry(path).some((part) => hidden.has(part));
  return {
    ...grant,
    canRead: (path) => !isHidden(path) && grant.canRead(path),
    lockOf: (path) => (isHidden(path) ? 'site-rule' : grant.lockOf(path)),
    rows: isEmpty(scope) ? grant.rows : bothFilters(grant.rows, scope),
  };
};

/**
 * Narrows rights by the site's own rules, of which a type may have several: all of them hold.
 *
 * A grant throws an Error where a rule's scope is no filter of its type.
 */
export const withContentRules = (
  schema: Schema,
  access: Access,
  rulesOf: (uid: string) => readonly ContentRule[],
): Access => {
  const input = { requester: access.requester };
  const grant = async (uid: string): Promise<Grant | null> => {
    let left = await access.grant(uid);
    for (const rule of rulesOf(uid)) if (left !== null) left = await limited(schema, uid, left, rule, input);
    return left;
  };
  return withMemory({
    requester: access.requester,
    holds: access.holds,
    grant,
    lockOf: async (uid) => {
      if ((await access.grant(uid)) === null) return access.lockOf(uid);
      return (await grant(uid)) === null ? 'site-rule' : null;
    },
  });
};
