/** The most fields that the rows of an export are sorted by. */
export const MAX_SORT_KEYS = 20;
