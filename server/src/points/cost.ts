import type { CostInput, CostRule } from '../exporter/cost-rule';
import { isAmount, MAX_POINTS } from './amount';

/** Digits that are believed: 100 × 0.07 is 7.000000000000001, and costs 7 points, not 8. */
const DIGITS = 12;

/**
 * What an export costs.
 *
 * @returns a whole number of points, 0 for a free export
 * @throws Error naming the exporter and the value, where the rule gives no number from 0 to {@link MAX_POINTS}
 */
export const costOf = (exporter: string, rule: CostRule, { rows, format }: CostInput): number => {
  const value: unknown = rule({ rows, format });
  // A rule is the site's own code, which need not be typed.
  const points = typeof value === 'number' && value >= 0 ? Math.ceil(Number(value.toPrecision(DIGITS))) + 0 : NaN;
  if (isAmount(points)) return points;
  throw new Error(
    `The cost of the exporter ${exporter} for ${rows} rows is ${String(value)}: it must be a number from 0 to ${MAX_POINTS}.`,
  );
};
