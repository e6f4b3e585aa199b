import type { ColumnUse, Condition } from '../source/explain/conditions';
import {
  PRIMARY_KEY,
  type PlanStep,
  type QueryPlan,
  type TableFacts,
  type TableIndex,
} from '../source/explain/query-plan';
import { adviceFor, type IndexAdvice } from './advice';

interface Missing {
  readonly table: string;
  /** Rows that are read or sorted, about. */
  readonly rows: number;
  /** The index that would help, `null` where none can. */
  readonly advice: IndexAdvice | null;
}

/** What a plan means for one filter or sort. */
export type Verdict =
  /** Nothing limits the rows, so all are read. */
  | { readonly kind: 'all' }
  /** `isUsed` tells whether this plan goes by it; with few rows databases often do not. */
  | { readonly kind: 'index'; readonly index: string; readonly isUsed: boolean }
  /** The table, or a whole index of it, is read through. */
  | ({ readonly kind: 'scan' } & Missing)
  | ({ readonly kind: 'sort' } & Missing);

export type Facts = ReadonlyMap<string, TableFacts>;

/** Columns that pages go by: to go on behind a key is to read the table through, page by page. */
const PAGE_KEYS: readonly string[] = ['id', 'document_id'];

const isServed = ({ access, by }: PlanStep, columns: ReadonlySet<string>): boolean =>
  access !== 'scan' && by.some((column) => columns.has(column) && (access === 'lookup' || !PAGE_KEYS.includes(column)));

/** The index by which a table's rows are found, going by one of the columns that conditions are on. */
const usedIndex = (plan: QueryPlan, conditions: readonly Condition[]): string | null => {
  for (const { table } of conditions) {
    const own = conditions.filter((condition) => condition.table === table);
    const columns = new Set(
      own.flatMap(({ column, seeks }) => (column === null || seeks === 'nothing' ? [] : [column])),
    );
    const step = plan.steps.find((one) => one.table === table && isServed(one, columns));
    if (step !== undefined) return step.index;
  }
  return null;
};

const startsWith = ({ columns }: TableIndex, wanted: readonly (string | null)[]): boolean =>
  wanted.every((column, at) => columns[at] === column);

/** An index that could serve a condition: its column stands first, or behind columns of which the value is given too. */
const indexFor = (condition: Condition, all: readonly Condition[], facts: Facts): string | null => {
  const { table, column, seeks } = condition;
  if (column === null || seeks === 'nothing') return null;
  if (column === 'id' && condition.uid !== null) return PRIMARY_KEY;
  const given = all.flatMap((one) => (one.table === table && one.seeks === 'value' ? [one.column] : []));
  const found = facts.get(table)?.indexes.find(({ columns }) => {
    const at = columns.indexOf(column);
    return at >= 0 && columns.slice(0, at).every((before) => given.includes(before));
  });
  return found?.name ?? null;
};

const existingIndex = (own: readonly Condition[], all: readonly Condition[], facts: Facts): string | null => {
  const needed = own.filter((condition) => !condition.isAlternative);
  const found = (needed.length > 0 ? needed : own).map((condition) => indexFor(condition, all, facts));
  // Of conditions that must all hold one index is enough; of alternatives each needs its own.
  return needed.length > 0 || found.every((index) => index !== null)
    ? (found.find((index) => index !== null) ?? null)
    : null;
};

const SEEK_ORDER: readonly Condition['seeks'][] = ['value', 'range', 'nothing'];

/** The condition that an index would help most. */
const mostUseful = (conditions: readonly [Condition, ...Condition[]], facts: Facts): Condition => {
  const without = conditions.filter((condition) => indexFor(condition, conditions, facts) === null);
  const [first] = [...without].sort((left, right) => SEEK_ORDER.indexOf(left.seeks) - SEEK_ORDER.indexOf(right.seeks));
  return first ?? conditions[0];
};

/**
 * What a plan means for conditions.
 *
 * @param own the conditions in question
 * @param all those of the whole query, which may be served by what the others have
 */
export const judgeFilter = (
  plan: QueryPlan,
  own: readonly Condition[],
  all: readonly Condition[],
  facts: Facts,
): Verdict => {
  const [first, ...others] = own;
  if (first === undefined) return { kind: 'all' };
  const used = usedIndex(plan, own) ?? usedIndex(plan, all);
  if (used !== null) return { kind: 'index', index: used, isUsed: true };
  const index = existingIndex(own, all, facts);
  if (index !== null) return { kind: 'index', index, isUsed: false };
  const condition = mostUseful([first, ...others], facts);
  const { table, seeks } = condition;
  return {
    ...{ kind: 'scan', table, rows: facts.get(table)?.rows ?? 0 },
    advice: seeks === 'nothing' ? null : adviceFor([condition]),
  };
};

/**
 * What a plan means for the order of its rows.
 *
 * @param columns what the rows are sorted by, in front of the key
 */
export const judgeSort = (plan: QueryPlan, table: string, columns: readonly ColumnUse[], facts: Facts): Verdict => {
  const [first, ...others] = columns;
  if (first === undefined) return { kind: 'all' };
  if (plan.sorts !== 'all') {
    const index = plan.steps.find((step) => step.table === table && step.index !== null)?.index ?? PRIMARY_KEY;
    return { kind: 'index', index, isUsed: true };
  }
  const { rows = 0, indexes = [] } = facts.get(table) ?? {};
  const names = columns.map(({ column }) => column);
  const existing = names[0] === 'id' ? PRIMARY_KEY : indexes.find((index) => startsWith(index, names))?.name;
  if (existing !== undefined) return { kind: 'index', index: existing, isUsed: false };
  return { kind: 'sort', table, rows, advice: adviceFor([first, ...others]) };
};
