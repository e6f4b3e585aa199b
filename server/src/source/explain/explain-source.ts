import type { Knex } from 'knex';
import type { Plan } from '../../plan/plan';
import { FIRST_ROWS, mostRows } from '../batch-size';
import { type ContentDatabase, dialectOf } from '../database';
import { withFilterErrors } from '../filter-error';
import { createRootParts } from '../root-parts';
import { countQuery, keysQuery, pageQuery, type RootParts } from '../root-queries';
import { PLAN_DIALECTS } from './plan-dialects';
import type { QueryPlan, TableFacts, TableIndex } from './query-plan';

/** What a query of an export is for. */
type QueryPurpose = 'count' | 'first page' | 'next page' | 'list of keys';

/** A query that the export would run, and how. */
export interface ExplainedQuery {
  readonly purpose: QueryPurpose;
  readonly plan: QueryPlan;
}

export interface ExplainInput {
  readonly database: ContentDatabase;
  readonly plan: Plan;
  /** Cells read in one go, as for the export itself. */
  readonly batchCells: number;
  /** What is known of the tables that are in question, the exported type's among them. */
  readonly facts: ReadonlyMap<string, TableFacts>;
}

type Queries = readonly (readonly [QueryPurpose, Knex.QueryBuilder])[];

/** A key in the middle of the table, where the pages behind the first begin. */
const someKey = ({ root }: RootParts, rows: number): string | number =>
  root.keyAttribute === 'id' ? Math.max(1, Math.round(rows / 2)) : 'm';

const queriesOf = ({ database, plan, batchCells, facts }: ExplainInput): Queries => {
  const dialect = dialectOf(database.db);
  const parts = createRootParts({ database, dialect, plan, fileBase: null });
  const { root, selected } = parts;
  if (!root.isDirect) return [['list of keys', keysQuery(parts)]];
  const count = mostRows(batchCells, selected.length) * dialect.pageBatches;
  const rows = facts.get(database.db.metadata.get(plan.uid).tableName)?.rows ?? 0;
  return [
    ...(plan.maxRows === null ? [] : [['count', countQuery(database, root, plan.maxRows + 1)] as const]),
    ['first page', pageQuery(parts, Math.min(FIRST_ROWS, count), undefined)],
    ['next page', pageQuery(parts, count, someKey(parts, rows))],
  ];
};

const ALIAS = /["`](\w+)["`] as ["`](\w+)["`]/g;

/** Some databases tell aliases, which the statement gives names to; an alias of several tables is any of them. */
const withTableNames = (plan: QueryPlan, sql: string): QueryPlan => {
  const tables = new Map<string, Set<string>>();
  for (const [, table = '', alias = ''] of sql.matchAll(ALIAS)) {
    tables.set(alias, (tables.get(alias) ?? new Set()).add(table));
  }
  return {
    ...plan,
    steps: plan.steps.flatMap((step) =>
      [...(tables.get(step.table) ?? [step.table])].map((table) => ({ ...step, table })),
    ),
  };
};

/**
 * Asks the database how it would run the queries that read a plan's rows. None of them is run.
 *
 * @throws ExportError `EXPORT_INVALID_FILTER`
 */
export const explainSource = async (input: ExplainInput): Promise<readonly ExplainedQuery[]> => {
  const { db } = input.database;
  const { explain } = PLAN_DIALECTS[dialectOf(db).name];
  const indexes: TableIndex[] = [...input.facts.values()].flatMap((table) => table.indexes);
  const explained: ExplainedQuery[] = [];
  for (const [purpose, query] of queriesOf(input)) {
    const plan = await withFilterErrors(() => explain(db, query, purpose === 'list of keys', indexes));
    explained.push({ purpose, plan: withTableNames(plan, query.toSQL().sql) });
  }
  return explained;
};

/** What is known of a table: how many rows it has, and its indexes. */
export const tableFacts = ({ db }: ContentDatabase, table: string): Promise<TableFacts> =>
  PLAN_DIALECTS[dialectOf(db).name].facts(db, table);
