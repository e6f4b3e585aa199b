import type { z } from 'strapi-plugin-export/exporter';

/** A check that one filter is not beyond another. */
export const ordered =
  <From extends string, To extends string>(from: From, to: To) =>
  (asked: { readonly [Name in From | To]?: string | number | undefined }, context: z.core.$RefinementCtx): void => {
    const low = asked[from];
    const high = asked[to];

    if (low !== undefined && high !== undefined && low > high) {
      context.addIssue({
        code: 'custom',
        path: [from],
        message: `${from} is beyond ${to}`,
        params: { rule: 'from_after_to' },
      });
    }
  };
