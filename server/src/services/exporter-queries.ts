import type { Core } from '@strapi/types';
import type { Filters } from '../access/access';
import { configOf } from '../config';
import type { Tables } from '../explain/verdict';
import type { Plan } from '../plan/plan';
import { type ColumnUse, type Condition, conditionsOf, sortedColumns } from '../source/explain/conditions';
import { columnName } from '../source/column-name';
import { type ContentDatabase, dialectOf } from '../source/database';
import { explainSource, type ExplainedQuery, tableFacts } from '../source/explain/explain-source';
import { keyAttributeOf } from '../source/root-query';
import type { TableFacts } from '../source/explain/query-plan';

/** The queries of a plan as the database would run them, and what is known of the tables in question. */
export interface ExplainedPlan {
  readonly database: 'sqlite' | 'postgres' | 'mysql';
  readonly tables: Tables;
  readonly queries: readonly ExplainedQuery[];
  /** What the rows are sorted by, in front of the key. */
  readonly sort: readonly ColumnUse[];
}

/** Asks the site's database about the queries of exports; what it says of tables is asked once. */
export const createExporterQueries = (strapi: Core.Strapi, database: ContentDatabase) => {
  const known = new Map<string, TableFacts>();
  const tableOf = (uid: string): string => database.db.metadata.get(uid).tableName;

  const factsOf = async (tables: readonly string[]): Promise<ReadonlyMap<string, TableFacts>> => {
    for (const table of tables) {
      if (!known.has(table)) known.set(table, await tableFacts(database, table));
    }
    return known;
  };

  return {
    conditionsOf: (uid: string, filters: Filters | undefined): readonly Condition[] =>
      conditionsOf(database.db, uid, filters),

    /** The condition of a search, which looks in the middle of texts. */
    searchedText: (uid: string): Condition => ({
      ...{ path: 'search', table: tableOf(uid), column: null, uid, isShort: false },
      ...{ seeks: 'nothing', isAlternative: false },
    }),

    /** @param conditions those of the plan's filters */
    explain: async (plan: Plan, conditions: readonly Condition[]): Promise<ExplainedPlan> => {
      const dialect = dialectOf(database.db);
      const { name } = dialect;
      const pageKey = columnName(database.db, plan.uid, keyAttributeOf(dialect, plan.level));
      const table = tableOf(plan.uid);
      const facts = await factsOf([table, ...conditions.map((condition) => condition.table)]);
      return {
        database: name,
        // SQLite knows too little of tables to turn Strapi's outer joins round.
        tables: { root: table, pageKey, facts, joinsInOrder: name === 'sqlite' },
        queries: await explainSource({ database, plan, batchCells: configOf(strapi).batchCells, facts }),
        sort: sortedColumns(database.db, plan.uid, plan.sort),
      };
    },
  };
};

export type ExporterQueries = ReturnType<typeof createExporterQueries>;
