import type { FilterField } from './own-filters';
import type { FieldProblem } from './problem';

/** What the server found wrong with one filter. */
export interface FilterProblem {
  /** A sentence without the filter's name. */
  readonly message: string;
  /** From 1: which of several values is meant; `null` for all of it. */
  readonly position: number | null;
}

const toFilterProblem = (path: string, { field, message }: FieldProblem): FilterProblem => {
  const named = `${field}: `;
  const index = Number.parseInt(field.slice(path.length + 1), 10);
  return {
    message: message.startsWith(named) ? message.slice(named.length) : message,
    position: Number.isNaN(index) ? null : index + 1,
  };
};

/** The first thing wrong with a filter, `null` where nothing is. */
export const problemOf = ({ name }: FilterField, problems: readonly FieldProblem[]): FilterProblem | null => {
  const path = `filters.${name}`;
  const problem = problems.find(({ field }) => field === path || field.startsWith(`${path}.`));
  return problem === undefined ? null : toFilterProblem(path, problem);
};

/** Labels of the filters that are wrong where nothing else is; empty where something is wrong that is no filter. */
export const wrongFilters = (fields: readonly FilterField[], problems: readonly FieldProblem[]): string[] => {
  const isTold = (problem: FieldProblem): boolean => fields.some((field) => problemOf(field, [problem]) !== null);
  if (!problems.every(isTold)) return [];
  return fields.filter((field) => problemOf(field, problems) !== null).map(({ label }) => label);
};
