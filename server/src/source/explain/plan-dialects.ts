import type { Database } from '@strapi/database';
import type { Knex } from 'knex';
import type { Dialect } from '../database';
import { keysCursor } from '../snapshot-dialects';
import { type ExplainRow, readMysqlPlan } from './mysql-plan';
import { readPostgresPlan } from './postgres-plan';
import { type QueryPlan, type TableFacts, type TableIndex, toIndexes } from './query-plan';
import { readSqlitePlan } from './sqlite-plan';

/** How a database is asked what it would do. Nothing of it runs the query that is asked about. */
export interface PlanDialect {
  /**
   * @param isList whether the query lists keys, which some databases run otherwise
   * @param indexes of all tables that may be in the plan
   */
  explain(db: Database, query: Knex.QueryBuilder, isList: boolean, indexes: readonly TableIndex[]): Promise<QueryPlan>;
  facts(db: Database, table: string): Promise<TableFacts>;
}

/** Where the rows stand in what Knex gives for a statement of its database's own. */
type Rows = (result: unknown) => unknown[];

const asking =
  (rowsOf: Rows) =>
  async <Row>(db: Database, sql: string, bindings: readonly unknown[] = []): Promise<Row[]> =>
    rowsOf(await db.connection.raw(sql, bindings as Knex.RawBinding[])) as Row[];

const statementOf = (query: Knex.QueryBuilder): { readonly sql: string; readonly bindings: readonly unknown[] } => {
  const { sql, bindings } = query.toSQL();
  return { sql, bindings: bindings as readonly unknown[] };
};

interface IndexColumn {
  readonly name: string;
  readonly column: string | null;
}

const sqliteAsk = asking((result) => result as unknown[]);

const sqlite: PlanDialect = {
  explain: async (db, query) => {
    const { sql, bindings } = statementOf(query);
    const rows = await sqliteAsk<{ readonly detail: string }>(db, `explain query plan ${sql}`, bindings);
    return readSqlitePlan(rows.map(({ detail }) => detail));
  },
  facts: async (db, table) => {
    const indexes = await sqliteAsk<IndexColumn>(
      db,
      `select list.name, part.name as "column" from pragma_index_list(?) list, pragma_index_info(list.name) part
       where list.partial = 0 order by list.seq, part.seqno`,
      [table],
    );
    const [count] = await sqliteAsk<{ readonly rows: number }>(db, 'select count(*) as "rows" from ??', [table]);
    return { rows: count?.rows ?? 0, indexes: toIndexes(indexes) };
  },
};

const postgresAsk = asking((result) => (result as { readonly rows: unknown[] }).rows);

interface PostgresPlan {
  readonly 'QUERY PLAN': unknown;
}

const postgres: PlanDialect = {
  explain: async (db, query, isList, indexes) => {
    const { sql, bindings } = statementOf(query);
    const statement = isList ? keysCursor(sql) : sql;
    const json = await postgresAsk<PostgresPlan>(db, `explain (format json) ${statement}`, bindings);
    const text = await postgresAsk<PostgresPlan>(db, `explain ${statement}`, bindings);
    return readPostgresPlan(
      json[0]?.['QUERY PLAN'],
      indexes,
      text.map((row) => String(row['QUERY PLAN'])),
    );
  },
  facts: async (db, table) => {
    const schema = db.getSchemaName();
    const name = [...(schema === undefined ? [] : [schema]), table].map((part) => `"${part}"`).join('.');
    const indexes = await postgresAsk<IndexColumn>(
      db,
      `select named.relname as name, held.attname as "column"
       from pg_index x
       join pg_class named on named.oid = x.indexrelid
       join pg_am method on method.oid = named.relam and method.amname = 'btree'
       cross join lateral unnest(x.indkey::int2[]) with ordinality as part (attnum, at)
       left join pg_attribute held on held.attrelid = x.indrelid and held.attnum = part.attnum and part.attnum > 0
       where x.indrelid = ?::regclass and x.indisvalid and x.indpred is null and part.at <= x.indnkeyatts
       order by name, part.at`,
      [name],
    );
    // Its planner's guess is there also before the first ANALYZE.
    const [row] = await postgresAsk<PostgresPlan>(db, `explain (format json) select 1 from ${name}`);
    const [plan] = row?.['QUERY PLAN'] as readonly [{ readonly Plan: { readonly 'Plan Rows': number } }];
    return { rows: plan.Plan['Plan Rows'], indexes: toIndexes(indexes) };
  },
};

const mysqlAsk = asking((result) => (result as [unknown[]])[0]);

const mysql: PlanDialect = {
  explain: async (db, query, _isList, indexes) => {
    const { sql, bindings } = statementOf(query);
    return readMysqlPlan(await mysqlAsk<ExplainRow>(db, `explain ${sql}`, bindings), indexes);
  },
  facts: async (db, table) => {
    const indexes = await mysqlAsk<IndexColumn>(
      db,
      `select index_name as name, column_name as \`column\` from information_schema.statistics
       where table_schema = database() and table_name = ? and index_type = 'BTREE'
       order by index_name, seq_in_index`,
      [table],
    );
    const [plan] = await mysqlAsk<ExplainRow>(db, 'explain select 1 from ??', [table]);
    return { rows: Number(plan?.rows ?? 0), indexes: toIndexes(indexes) };
  },
};

export const PLAN_DIALECTS: Readonly<Record<Dialect['name'], PlanDialect>> = { sqlite, postgres, mysql };
