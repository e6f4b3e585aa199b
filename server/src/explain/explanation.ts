import type { IndexAdvice } from './advice';
import type { Verdict } from './verdict';

/** A filter or a sort, and what the database would do for it. */
export interface Finding {
  /** The filter's name, or the path of a field. */
  readonly name: string;
  readonly verdict: Verdict;
  /** The plan in the database's own words. */
  readonly plan: readonly string[];
}

/** A query of the request itself. */
export interface QueryFinding {
  readonly query: string;
  /** What it means for the request's filters and for its order, as far as it has them. */
  readonly verdicts: readonly Verdict[];
  readonly plan: readonly string[];
}

/** A filter that was not looked at, since no value could be made up for it. */
export interface Unchecked {
  readonly name: string;
  readonly reason: string;
}

/** What the database would do for a request, and for each filter and sort of its exporter. */
export interface Explanation {
  readonly exporter: string;
  readonly contentType: string;
  readonly database: 'sqlite' | 'postgres' | 'mysql';
  readonly table: string;
  /** Rows of the table, about. */
  readonly rows: number;
  /** Values that were made up for filters which must be given. */
  readonly madeUp: Readonly<Record<string, unknown>>;
  readonly request: readonly QueryFinding[];
  readonly filters: readonly Finding[];
  readonly sorts: readonly Finding[];
  readonly unchecked: readonly Unchecked[];
  /** Every index that is missing, once. */
  readonly indexes: readonly IndexAdvice[];
}

const adviceIn = (verdict: Verdict): IndexAdvice[] =>
  'advice' in verdict && verdict.advice !== null ? [verdict.advice] : [];

/** The indexes that verdicts advise, each once. */
export const advisedIndexes = (verdicts: readonly Verdict[]): readonly IndexAdvice[] => [
  ...new Map(verdicts.flatMap(adviceIn).map((advice) => [advice.name, advice])).values(),
];
