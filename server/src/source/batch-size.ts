/** Bytes of text a batch should not exceed, so that a few long documents do not fill the memory. */
const MAX_BATCH_CHARACTERS = 1_000_000;

/** Rows of the first batch: few, so that the first byte leaves at once. */
const FIRST_ROWS = 100;

/** Decides how many rows are asked for next: a number of cells, less when the rows are long. */
export interface BatchSize {
  next(): number;
  /** Learns from what a batch held. */
  saw(rows: readonly (readonly unknown[])[]): void;
}

const charactersOf = (row: readonly unknown[]): number => {
  let characters = 0;
  for (const value of row) characters += typeof value === 'string' ? value.length : 8;
  return characters;
};

/** @param cells wanted in a batch; @param columns read for a row */
export const createBatchSize = (cells: number, columns: number): BatchSize => {
  const most = Math.max(1, Math.min(5_000, Math.floor(cells / Math.max(1, columns))));
  let rowCharacters = 0;
  return {
    next: () => {
      if (rowCharacters === 0) return Math.min(FIRST_ROWS, most);
      return Math.max(1, Math.min(most, Math.floor(MAX_BATCH_CHARACTERS / rowCharacters)));
    },
    saw: (rows) => {
      let sampled = 0;
      let characters = 0;
      for (let at = 0; at < rows.length; at += 8) {
        characters += charactersOf(rows[at] ?? []);
        sampled += 1;
      }
      if (sampled > 0) rowCharacters = Math.max(1, characters / sampled);
    },
  };
};
