/** Bytes of text a batch should not exceed, so that a few long documents do not fill the memory. */
export const MAX_BATCH_CHARACTERS = 1_000_000;

/** Rows of the first batch: few, so that the first byte leaves at once. */
export const FIRST_ROWS = 25;

/**
 * Decides how many rows are read and handed on in one go: a number of cells, less when the rows are long. A page is read
 * by one query, which costs more than a few hundred rows do; its batches are encoded one by one, with turns for others
 * between them.
 */
export interface BatchSize {
  /** Rows of a batch, unless they are long. */
  readonly most: number;
  /** Rows of the next page. */
  next(): number;
  /** Learns how long rows are. */
  learn(rows: number, characters: number): void;
  /**
   * Learns from a page, with everything nested in its rows, and cuts it into batches, of which none becomes one huge
   * text.
   */
  split<Row extends readonly unknown[]>(rows: readonly Row[]): (readonly Row[])[];
}

interface BatchSizeInput {
  /** Wanted in a batch. */
  readonly cells: number;
  /** Read for a row. */
  readonly columns: number;
  /** Batches in the next page. */
  pageBatches(): number;
}

/** The text of a row and of all rows nested in it. */
export const charactersOf = (row: readonly unknown[]): number => {
  let characters = 0;
  for (const value of row) {
    if (typeof value === 'string') characters += value.length;
    else characters += Array.isArray(value) ? charactersOf(value) : 8;
  }
  return characters;
};

/** Most rows of a batch. @param cells wanted in it; @param columns read for a row */
export const mostRows = (cells: number, columns: number): number =>
  Math.max(1, Math.min(5_000, Math.floor(cells / Math.max(1, columns))));

export const createBatchSize = ({ cells, columns, pageBatches }: BatchSizeInput): BatchSize => {
  const most = mostRows(cells, columns);
  let rowCharacters = 0;
  const learn = (rows: number, characters: number): void => {
    rowCharacters = Math.max(1, characters / rows);
  };
  return {
    ...{ most, learn },
    next: () => {
      if (rowCharacters === 0) return Math.min(FIRST_ROWS, most);
      return Math.max(1, Math.min(most * pageBatches(), Math.floor(MAX_BATCH_CHARACTERS / rowCharacters)));
    },
    split: (rows) => {
      if (rows.length === 0) return [];
      const parts: (typeof rows)[] = [];
      let from = 0;
      let characters = 0;
      let total = 0;
      rows.forEach((row, at) => {
        const own = charactersOf(row);
        if (at > from && (at - from >= most || characters + own > MAX_BATCH_CHARACTERS)) {
          parts.push(rows.slice(from, at));
          from = at;
          characters = 0;
        }
        characters += own;
        total += own;
      });
      learn(rows.length, total);
      parts.push(from === 0 ? rows : rows.slice(from));
      return parts;
    },
  };
};
