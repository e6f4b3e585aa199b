import type { Finding, QueryFinding } from '../explain/explanation';
import { judgeFilter, judgeSort } from '../explain/verdict';
import { requestedFilters } from '../plan/create-plan';
import type { Plan } from '../plan/plan';
import type { Condition } from '../source/explain/conditions';
import type { ExporterQueries, ExplainedPlan } from './exporter-queries';

/** A page behind the first, or the list of keys: what an export spends its time with. */
const mainOf = ({ queries }: ExplainedPlan) => {
  const last = queries.at(-1);
  if (last === undefined) throw new Error('A plan without queries.');
  return last;
};

const withoutTwins = (conditions: readonly Condition[], others: readonly Condition[]): readonly Condition[] => {
  const keyOf = ({ path, seeks, table, column }: Condition): string => JSON.stringify([path, seeks, table, column]);
  const known = new Set(others.map(keyOf));
  return conditions.filter((condition) => !known.has(keyOf(condition)));
};

/** Says what the plans of an exporter's queries mean. */
export const createFindings = (queries: ExporterQueries) => {
  const ownFilters = ({ exporter, request, filterValues }: Plan): readonly Condition[] =>
    queries.conditionsOf(exporter.uid, requestedFilters(exporter, request, filterValues));

  /** The conditions that a filter of the exporter's own makes, beside those of the others. */
  const conditionsBy = (plan: Plan, name: string): readonly Condition[] => {
    const { exporter, request, filterValues } = plan;
    const conditions = ownFilters(plan);
    try {
      const without = requestedFilters(exporter, request, { ...filterValues, [name]: undefined });
      const own = withoutTwins(conditions, queries.conditionsOf(exporter.uid, without));
      return own.length === 0 ? conditions : own;
    } catch {
      // The site's own code may not expect that a filter is missing which must be given.
      return conditions;
    }
  };

  const requestFindings = (plan: Plan, explained: ExplainedPlan): readonly QueryFinding[] => {
    const conditions = [
      ...ownFilters(plan),
      // Rows are searched by parts of words, which no index finds.
      ...(plan.request.search === undefined ? [] : [queries.searchedText(plan.uid)]),
    ];
    return explained.queries.map(({ purpose, plan: queryPlan }) => {
      const filter = judgeFilter(queryPlan, conditions, conditions, explained.tables);
      const sort = judgeSort(queryPlan, explained.sort, conditions, explained.tables);
      const verdicts = [filter, sort].filter(({ kind }) => kind !== 'all');
      return {
        query: purpose,
        verdicts: verdicts.length === 0 ? [{ kind: 'all' }] : verdicts,
        plan: queryPlan.lines,
      };
    });
  };

  const filterFinding = async (name: string, plan: Plan, own: readonly Condition[]): Promise<Finding> => {
    const all = ownFilters(plan);
    const explained = await queries.explain(plan, all);
    const { plan: queryPlan } = mainOf(explained);
    return { name, verdict: judgeFilter(queryPlan, own, all, explained.tables), plan: queryPlan.lines };
  };

  const sortFinding = async (name: string, plan: Plan): Promise<Finding> => {
    const conditions = ownFilters(plan);
    const explained = await queries.explain(plan, conditions);
    const { plan: queryPlan } = mainOf(explained);
    const verdict = judgeSort(queryPlan, explained.sort, conditions, explained.tables);
    return { name, verdict, plan: queryPlan.lines };
  };

  return {
    ownFilters,
    conditionsBy,
    filterFinding,
    sortFinding,

    /** The request's own queries, and the tables as they are. */
    ofRequest: async (plan: Plan): Promise<{ explained: ExplainedPlan; request: readonly QueryFinding[] }> => {
      const explained = await queries.explain(plan, ownFilters(plan));
      return { explained, request: requestFindings(plan, explained) };
    },
  };
};

export type Findings = ReturnType<typeof createFindings>;
