import type { Core } from '@strapi/types';
import type { ContentRule } from '../access/content-rules';
import type { Model } from '../access/schema';

/**
 * The rules that the site's own code sets for its content types; asked for by every access.
 *
 * A site registers them in its `register` or `bootstrap`:
 * `strapi.plugin('content-export').service('rules').register('api::order.order', { scope: … })`.
 */
export const createRulesService = ({ strapi }: { readonly strapi: Core.Strapi }) => {
  const rules = new Map<string, ContentRule>();
  return {
    /**
     * @param uid of a content type
     * @throws Error when the type does not exist, has a rule already, or the rule names an attribute it does not have
     */
    register: (uid: string, rule: ContentRule): void => {
      const model = strapi.contentTypes[uid as never] as Model | undefined;
      if (model === undefined) throw new Error(`Export rule: there is no content type ${uid}.`);
      if (rules.has(uid)) throw new Error(`Export rule: ${uid} has a rule already.`);
      for (const path of Object.keys(rule.visibleTo ?? {})) {
        const [attribute = ''] = path.split('.');
        if (Object.hasOwn(model.attributes, attribute)) continue;
        throw new Error(`Export rule: visibleTo names ${path}, which ${uid} does not have.`);
      }
      rules.set(uid, rule);
    },
    of: (uid: string): ContentRule | undefined => rules.get(uid),
  };
};

export type RulesService = ReturnType<typeof createRulesService>;
