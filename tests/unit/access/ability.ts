import type { AbilityRule } from '../../../server/src/access/permitted-fields';
import type { Random } from './random';

/** A rule that allows; no fields means all. */
export const rule = (fields?: readonly string[], conditions?: object): AbilityRule => ({
  inverted: false,
  ...(fields && { fields }),
  ...(conditions && { conditions }),
});

/** Conditions whose truth for a row is anybody's guess, so that every combination of them is met by some row. */
const CONDITIONS = [{ $and: [{ a: 1 }] }, { $and: [{ b: 1 }] }, { $and: [{ c: 1 }] }] as const;

/** Which of the conditions a row meets. */
export type RowOfTruths = readonly boolean[];

/** A row for each combination of truths. */
export const ROWS: readonly RowOfTruths[] = Array.from({ length: 8 }, (_none, bits) =>
  [1, 2, 4].map((bit) => (bits & bit) !== 0),
);

/** Whether a rule speaks of a row. */
const speaksOf = ({ conditions }: AbilityRule, row: RowOfTruths): boolean => {
  if (conditions === undefined || Object.keys(conditions as object).length === 0) return true;
  return row[CONDITIONS.findIndex((condition) => condition === conditions)] === true;
};

/** Whether the rules let a row through, and with it a field; the meaning that Strapi gives them, row by row. */
export const letsRowThrough = (rules: readonly AbilityRule[], row: RowOfTruths): boolean =>
  rules.some((one) => !one.inverted && speaksOf(one, row));

export const letsFieldThrough = (rules: readonly AbilityRule[], row: RowOfTruths, field: string): boolean => {
  const about = rules.filter((one) => speaksOf(one, row) && (one.fields?.includes(field) ?? true));
  return about.some(({ inverted }) => !inverted) && !about.some(({ inverted }) => inverted);
};

/** Up to four rules over some fields; those that take away always name what. */
export const randomRules = (random: Random, fields: readonly string[], withInverted: boolean): AbilityRule[] =>
  Array.from({ length: random.below(5) }, () => {
    const inverted = withInverted && random.below(4) === 0;
    const conditions = random.one([undefined, {}, ...CONDITIONS]);
    const own = !inverted && random.below(5) === 0 ? undefined : random.some(fields);
    return { inverted, ...(own && { fields: own }), ...(conditions && { conditions }) };
  });
