import type { Estimate } from '../services/api';

/** One thing that the sentence tells. */
export type Part =
  | { readonly kind: 'rows' | 'columns'; readonly count: number }
  | { readonly kind: 'size'; readonly bytes: number }
  | { readonly kind: 'time'; readonly seconds: number };

/**
 * Cells a second that a small server writes with ease, whatever the format. A common one writes three to nine times as
 * many; who reads that something takes two seconds should not wait for four.
 */
const CELLS_PER_SECOND = 200_000;

/** What is known of a file, in the order in which it is told. Of a job nobody knows when its turn comes. */
export const partsOf = ({ rows, columns, bytes, mode }: Estimate): readonly Part[] => [
  { kind: 'rows', count: rows },
  { kind: 'columns', count: columns.length },
  ...(bytes === null ? [] : [{ kind: 'size', bytes } as const]),
  ...(mode === 'direct' ? [{ kind: 'time', seconds: (rows * columns.length) / CELLS_PER_SECOND } as const] : []),
];

/** What would come of an export. */
export type Outcome = 'none' | 'too-large' | Estimate['mode'];

export const outcomeOf = ({ rows, isTooLarge, mode }: Estimate): Outcome => {
  if (rows === 0) return 'none';
  return isTooLarge ? 'too-large' : mode;
};
