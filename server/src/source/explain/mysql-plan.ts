import { PRIMARY_KEY, type PlanStep, type QueryPlan, type TableIndex } from './query-plan';

/** A row of MySQL's and MariaDB's tabular `EXPLAIN`, as far as it is asked for. */
export interface ExplainRow {
  readonly select_type: string | null;
  /** An alias. */
  readonly table: string | null;
  readonly type: string | null;
  readonly key: string | null;
  readonly ref?: string | null;
  readonly rows: number | string | null;
  readonly Extra: string | null;
}

const ACCESS: Readonly<Record<string, PlanStep['access']>> = {
  ...{ ALL: 'scan', index: 'scan', range: 'range', index_merge: 'range' },
  ...{ system: 'lookup', const: 'lookup', eq_ref: 'lookup', ref: 'lookup', ref_or_null: 'lookup', fulltext: 'lookup' },
  ...{ unique_subquery: 'lookup', index_subquery: 'lookup' },
};

/** `ref|filter` and `index_a|index_b` are MariaDB's: a filter by a second index. */
const partsOf = (text: string | null): string[] => (text ?? '').split(/[|,]/).filter((part) => part !== '');

const toSteps = ({ table, type, key }: ExplainRow, indexes: readonly TableIndex[]): PlanStep[] => {
  const access = ACCESS[partsOf(type)[0] ?? ''];
  if (table === null || access === undefined) return [];
  const keys = partsOf(key);
  if (access === 'scan' || keys.length === 0) return [{ table, access: 'scan', index: keys[0] ?? null, by: [] }];
  return keys.map((name) => {
    // Which columns of an index are looked up is not told, except that its first is.
    const first = name === 'PRIMARY' ? 'id' : indexes.find((index) => index.name === name)?.columns[0];
    return { table, access, index: name === 'PRIMARY' ? PRIMARY_KEY : name, by: first === undefined ? [] : [first] };
  });
};

const LINE = ['select_type', 'table', 'type', 'key', 'ref', 'rows', 'Extra'] as const;

const toLine = (row: ExplainRow): string =>
  LINE.flatMap((name) =>
    row[name] === null || row[name] === undefined || row[name] === '' ? [] : `${name}=${row[name]}`,
  ).join(' ');

/**
 * Reads what `EXPLAIN` says, which MySQL and MariaDB say alike.
 *
 * @param indexes of all tables that may be in the plan
 */
export const readMysqlPlan = (rows: readonly ExplainRow[], indexes: readonly TableIndex[]): QueryPlan => ({
  steps: rows.flatMap((row) => toSteps(row, indexes)),
  sorts: rows.some(({ Extra }) => Extra?.includes('Using filesort') === true) ? 'all' : 'none',
  lines: rows.map(toLine),
});
