import { isRecord } from '../../request/record';
import type { PlanStep, QueryPlan, TableIndex } from './query-plan';

/** A node of PostgreSQL's plan, as far as it is asked for. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

const QUOTED = /'(?:[^']|'')*'/g;

/** The columns of an index that its condition names; what stands in quotes are values. */
const columnsOf = (condition: string, columns: readonly string[]): string[] => {
  const words = new Set(condition.replace(QUOTED, '').match(/\w+/g));
  return columns.filter((column) => words.has(column));
};

const accessOf = (condition: string, first: string): PlanStep['access'] => {
  const isEqual = new RegExp(String.raw`\b${first}\b[)"]*(?:::[\w ]+)? (?:=|IS NULL)`).test(
    condition.replace(QUOTED, ''),
  );
  return isEqual ? 'lookup' : 'range';
};

const throughIndex = (node: PlanNode, table: string, indexes: readonly TableIndex[]): PlanStep => {
  const { 'Index Name': index = null, 'Index Cond': condition } = node;
  if (condition === undefined) return { table, access: 'scan', index, by: [] };
  const by = columnsOf(condition, indexes.find(({ name }) => name === index)?.columns ?? []);
  return { table, access: accessOf(condition, by[0] ?? ''), index, by };
};

const walk = (node: PlanNode, indexes: readonly TableIndex[], heap: string): PlanStep[] => {
  const table = node['Relation Name'] ?? heap;
  const below = (node.Plans ?? []).flatMap((inner) => walk(inner, indexes, table));
  if (node['Index Name'] !== undefined) return [throughIndex(node, table, indexes), ...below];
  return node['Node Type'] === 'Seq Scan' ? [{ table, access: 'scan', index: null, by: [] }, ...below] : below;
};

/** Whether the rows of the query itself are sorted; what a join or a subquery sorts for itself lies deeper. */
const sortsOf = (node: PlanNode): QueryPlan['sorts'] => {
  if (node['Node Type'] === 'Sort') return 'all';
  if (node['Node Type'] === 'Incremental Sort') return 'partly';
  const [only, ...others] = node.Plans ?? [];
  return only === undefined || others.length > 0 ? 'none' : sortsOf(only);
};

/**
 * Reads what `EXPLAIN (FORMAT JSON)` says.
 *
 * @param indexes of all tables that may be in the plan
 */
export const readPostgresPlan = (
  json: unknown,
  indexes: readonly TableIndex[],
  lines: readonly string[],
): QueryPlan => {
  const [first] = (typeof json === 'string' ? JSON.parse(json) : json) as readonly unknown[];
  if (!isRecord(first) || !isRecord(first.Plan)) throw new Error('PostgreSQL told no plan.');
  const plan = first.Plan as unknown as PlanNode;
  return { steps: walk(plan, indexes, ''), sorts: sortsOf(plan), lines };
};
