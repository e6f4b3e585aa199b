/** How a database reaches the rows of one table. */
export interface PlanStep {
  /** The table's name or, where a database tells only that, its alias. */
  readonly table: string;
  /**
   * `scan` reads the table or a whole index through, `range` a part of an index between bounds, `lookup` the entries of
   * an index that equal a value.
   */
  readonly access: 'scan' | 'range' | 'lookup';
  /** The index gone by, `null` for none; `PRIMARY_KEY` for the key that the table itself is ordered by. */
  readonly index: string | null;
  /** The columns whose values are looked up in the index; empty for a scan. */
  readonly by: readonly string[];
}

/** What a plan calls the primary key where the database has no name for its index. */
export const PRIMARY_KEY = 'primary key';

/** A query as a database means to run it. */
export interface QueryPlan {
  readonly steps: readonly PlanStep[];
  /** Whether rows are sorted: all of them, only among those that an index gives together, or not at all. */
  readonly sorts: 'all' | 'partly' | 'none';
  /** The plan in the database's own words. */
  readonly lines: readonly string[];
}

/** An index of a table over plain columns, which holds all of its rows. */
export interface TableIndex {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What is known of a table without reading it. */
export interface TableFacts {
  /** Rows; an estimate, except on SQLite. */
  readonly rows: number;
  readonly indexes: readonly TableIndex[];
}

/** Names with what they list, from rows of both, in their order; a column that is `null` is an expression. */
export const toIndexes = (
  rows: readonly { readonly name: string; readonly column: string | null }[],
): readonly TableIndex[] => {
  const columns = new Map<string, (string | null)[]>();
  for (const { name, column } of rows) columns.set(name, [...(columns.get(name) ?? []), column]);
  return [...columns].flatMap(([name, list]) => {
    const end = list.indexOf(null);
    const plain = (end < 0 ? list : list.slice(0, end)) as string[];
    return plain.length === 0 ? [] : [{ name, columns: plain }];
  });
};
