import type { Core } from '@strapi/types';
import type { ContentRule, ContentRuleInput } from '../access/content-rules';
import { attributeOf, isContent, type Model } from '../access/schema';
import type { RuleInput } from '../exporter/rule-input';

/** A path that hides nothing would be believed to hide something, so each of its names is looked up. */
const isPathOf = (strapi: Core.Strapi, owner: Model, path: string): boolean => {
  let model: Model | undefined = owner;
  return path.split('.').every((name) => {
    const attribute = model === undefined ? undefined : attributeOf(model, name);
    const isId = name === 'id' || name === 'documentId';
    const isThere = attribute !== undefined || (model !== undefined && isId);
    model = strapi.components[attribute?.component as never] as Model | undefined;
    return isThere;
  });
};

/** A {@link ContentRule} as a site writes it: it may look things up in the site. */
export interface SiteRule {
  readonly scope?: (input: RuleInput) => ReturnType<NonNullable<ContentRule['scope']>>;
  readonly visibleTo?: Readonly<Record<string, (input: RuleInput) => boolean | Promise<boolean>>>;
}

const bind = ({ scope, visibleTo = {} }: SiteRule, strapi: Core.Strapi): ContentRule => {
  const visible = Object.entries(visibleTo).map(
    ([path, isVisible]) => [path, ({ requester }: ContentRuleInput) => isVisible({ requester, strapi })] as const,
  );
  return {
    ...(scope !== undefined && { scope: ({ requester }: ContentRuleInput) => scope({ requester, strapi }) }),
    visibleTo: Object.fromEntries(visible),
  };
};

/**
 * The rules that the site's own code sets for its content types; asked for by every access.
 *
 * A site registers them in its `register` or `bootstrap`:
 * `strapi.plugin('content-export').service('rules').register('api::order.order', { scope: … })`.
 */
export const createRulesService = ({ strapi }: { readonly strapi: Core.Strapi }) => {
  const rules = new Map<string, ContentRule[]>();
  return {
    /**
     * @param uid of a content type
     * @param rule holds beside those that the type has already
     * @throws Error when the type does not exist, or the rule names an attribute it does not have
     */
    register: (uid: string, rule: SiteRule): void => {
      const model = strapi.contentTypes[uid as never] as Model | undefined;
      if (model === undefined) throw new Error(`Export rule: there is no content type ${uid}.`);
      if (!isContent(model)) throw new Error(`Export rule: ${uid} is not content that can be exported.`);
      for (const path of Object.keys(rule.visibleTo ?? {})) {
        if (isPathOf(strapi, model, path)) continue;
        const message = 'which is neither an attribute nor a path within its components';
        throw new Error(`Export rule: visibleTo of ${uid} names ${path}, ${message}.`);
      }
      rules.set(uid, [...(rules.get(uid) ?? []), bind(rule, strapi)]);
    },
    of: (uid: string): readonly ContentRule[] => rules.get(uid) ?? [],
  };
};

export type RulesService = ReturnType<typeof createRulesService>;
