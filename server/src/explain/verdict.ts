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

/** The tables that a query is about. */
export interface Tables {
  /** The exported type's. */
  readonly root: string;
  /** The column of the root that pages go by. */
  readonly pageKey: string;
  readonly facts: ReadonlyMap<string, TableFacts>;
  /** Whether joins are made in the order in which they are written, root first, however many rows there are. */
  readonly joinsInOrder: boolean;
}

/** To go on behind the key of the page before is to read the table through, page by page. */
const isPaging = ({ table, access }: PlanStep, column: string, { root, pageKey }: Tables): boolean =>
  access === 'range' && table === root && column === pageKey;

const isServed = (step: PlanStep, columns: ReadonlySet<string>, tables: Tables): boolean =>
  step.access !== 'scan' && step.by.some((column) => columns.has(column) && !isPaging(step, column, tables));

/** Whether the root is read through although another table's rows are found by an index. */
const readsRoot = ({ steps }: QueryPlan, table: string, { root, joinsInOrder }: Tables): boolean =>
  joinsInOrder && table !== root && steps.some((step) => step.table === root && step.access === 'scan');

/** The index by which a table's rows are found, going by one of the columns that conditions are on. */
const usedIndex = (plan: QueryPlan, conditions: readonly Condition[], tables: Tables): string | null => {
  for (const { table } of conditions) {
    if (readsRoot(plan, table, tables)) continue;
    const own = conditions.filter((condition) => condition.table === table);
    const columns = new Set(
      own.flatMap(({ column, seeks }) => (column === null || seeks === 'nothing' ? [] : [column])),
    );
    const step = plan.steps.find((one) => one.table === table && isServed(one, columns, tables));
    if (step !== undefined) return step.index;
  }
  return null;
};

const GIVEN: readonly Condition['seeks'][] = ['value', 'values'];

/** An index that could serve a condition: its column stands first, or behind columns of which the value is given too. */
const indexFor = (condition: Condition, all: readonly Condition[], tables: Tables): string | null => {
  const { table, column, seeks } = condition;
  if (column === null || seeks === 'nothing') return null;
  // Where the root is read first, what an index of another table gives is asked for each of its rows.
  if (table !== tables.root && tables.joinsInOrder) return null;
  if (column === 'id' && condition.uid !== null) return PRIMARY_KEY;
  const given = all.flatMap((one) => (one.table === table && GIVEN.includes(one.seeks) ? [one.column] : []));
  const found = tables.facts.get(table)?.indexes.find(({ columns }) => {
    const at = columns.indexOf(column);
    return at >= 0 && columns.slice(0, at).every((before) => given.includes(before));
  });
  return found?.name ?? null;
};

const existingIndex = (own: readonly Condition[], all: readonly Condition[], tables: Tables): string | null => {
  const needed = own.filter((condition) => !condition.isAlternative);
  const found = (needed.length > 0 ? needed : own).map((condition) => indexFor(condition, all, tables));
  // Of conditions that must all hold one index is enough; of alternatives each needs its own.
  return needed.length > 0 || found.every((index) => index !== null)
    ? (found.find((index) => index !== null) ?? null)
    : null;
};

const SEEK_ORDER: readonly Condition['seeks'][] = ['value', 'values', 'range', 'nothing'];

/** The condition that an index would help most. */
const mostUseful = (conditions: readonly [Condition, ...Condition[]], tables: Tables): Condition => {
  const without = conditions.filter((condition) => indexFor(condition, conditions, tables) === null);
  const [first] = [...without].sort((left, right) => SEEK_ORDER.indexOf(left.seeks) - SEEK_ORDER.indexOf(right.seeks));
  return first ?? conditions[0];
};

const scanOf = (table: string, { facts }: Tables, advice: IndexAdvice | null): Verdict => ({
  ...{ kind: 'scan', table, rows: facts.get(table)?.rows ?? 0 },
  advice,
});

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
  tables: Tables,
): Verdict => {
  const [first, ...others] = own;
  if (first === undefined) return { kind: 'all' };
  const used = usedIndex(plan, own, tables) ?? usedIndex(plan, all, tables);
  if (used !== null) return { kind: 'index', index: used, isUsed: true };
  const index = existingIndex(own, all, tables);
  // A database that sees at once that nothing matches reads nothing.
  if (index !== null) return { kind: 'index', index, isUsed: plan.steps.length === 0 };
  const condition = mostUseful([first, ...others], tables);
  const { seeks } = condition;
  if (condition.table !== tables.root && tables.joinsInOrder) return scanOf(tables.root, tables, null);
  return scanOf(condition.table, tables, seeks === 'nothing' ? null : adviceFor([condition]));
};

/** Columns of which the query wants one value, so that an index can begin with them and still give the order. */
const fixedColumns = (conditions: readonly Condition[], table: string): readonly Condition[] => [
  ...new Map(
    conditions
      .filter((one) => one.table === table && one.seeks === 'value' && !one.isAlternative && one.column !== 'id')
      .map((one) => [one.column, one]),
  ).values(),
];

/** Whether an index gives rows in the order of some columns, once those before them are fixed. */
const givesOrder = ({ columns }: TableIndex, wanted: readonly (string | null)[], fixed: readonly (string | null)[]) => {
  const from = columns.findIndex((column) => !fixed.includes(column));
  return from >= 0 && wanted.every((column, at) => columns[from + at] === column);
};

/**
 * What a plan means for the order of its rows.
 *
 * @param columns what the rows are sorted by, in front of the key
 * @param conditions those of the whole query
 */
export const judgeSort = (
  plan: QueryPlan,
  columns: readonly ColumnUse[],
  conditions: readonly Condition[],
  { root: table, facts }: Tables,
): Verdict => {
  const [first, ...others] = columns;
  if (first === undefined) return { kind: 'all' };
  if (plan.sorts !== 'all') {
    const index = plan.steps.find((step) => step.table === table && step.index !== null)?.index ?? PRIMARY_KEY;
    return { kind: 'index', index, isUsed: true };
  }
  const { rows = 0, indexes = [] } = facts.get(table) ?? {};
  const wanted = columns.map(({ column }) => column);
  const given = fixedColumns(conditions, table);
  const fixed = given.map(({ column }) => column).filter((column) => !wanted.includes(column));
  const existing = wanted[0] === 'id' ? PRIMARY_KEY : indexes.find((one) => givesOrder(one, wanted, fixed))?.name;
  if (existing !== undefined) return { kind: 'index', index: existing, isUsed: false };
  const [lead, ...rest] = [...given, first, ...others];
  return { kind: 'sort', table, rows, advice: adviceFor([lead ?? first, ...rest]) };
};
