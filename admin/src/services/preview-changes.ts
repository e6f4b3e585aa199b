import type { CellChange } from '../../../shared/contracts/jobs';

interface Changes {
  /** What is changed in a cell; empty where nothing is. */
  at(row: number, column: number): readonly string[];
  /** In how many cells each kind is found, in the order in which the kinds come first. */
  readonly counts: readonly (readonly [kind: string, cells: number])[];
}

/** A preview's changes, to be looked up. */
export const changesOf = (changes: readonly CellChange[]): Changes => {
  const byCell = new Map<string, string[]>();
  const counts = new Map<string, number>();
  for (const { row, column, kind } of changes) {
    const key = `${row} ${column}`;
    byCell.set(key, [...(byCell.get(key) ?? []), kind]);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return { at: (row, column) => byCell.get(`${row} ${column}`) ?? [], counts: [...counts] };
};
