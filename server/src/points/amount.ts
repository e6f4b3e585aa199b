/** The largest balance, adjustment and cost: far from where numbers lose digits, whatever is added up. */
export const MAX_POINTS = 1_000_000_000_000;

/** Whether a number can be one of points: whole, and not too large on either side. */
export const isAmount = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= MAX_POINTS;
