import type { z } from '@strapi/utils';
import type { Problem } from '../errors/export-error';

type Issue = z.core.$ZodIssue;

/** The issue that says most: of a union's branches, the one that got furthest. */
const deepest = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const depth = ({ code, path }: Issue): number => path.length + (code === 'unrecognized_keys' ? 1 : 0);
  const within = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(depth));
  const best = [...issue.errors].sort((left, right) => within(right) - within(left))[0] ?? [];
  if (best.length === 0) return [issue];
  return best.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
};

/** A site's own check names its rule: `z.refine(…, { params: { rule: 'from_after_to' } })`. */
const ruleOf = (issue: Issue): string => {
  const rule: unknown = issue.code === 'custom' ? issue.params?.rule : undefined;
  return typeof rule === 'string' ? rule : issue.code;
};

const toProblems = (issue: Issue, prefix: readonly string[], of: string): Problem[] => {
  const nameOf = (...path: readonly PropertyKey[]): string => [...prefix, ...path].map(String).join('.');
  const field = nameOf(...issue.path);
  if (issue.code !== 'unrecognized_keys') {
    return [{ field, rule: ruleOf(issue), message: `${field}: ${issue.message}.` }];
  }
  return issue.keys.map((key) => {
    const name = nameOf(...issue.path, key);
    return { field: name, rule: 'unknown_key', message: `${name} is not a parameter of ${of}.` };
  });
};

/**
 * What a schema found wrong, as callers are told.
 *
 * @param of what the parameters are of, such as `this export`
 * @param prefix names of the fields around what was checked
 */
export const problemsOf = (
  { issues }: { readonly issues: readonly Issue[] },
  of: string,
  prefix: readonly string[] = [],
): Problem[] => issues.flatMap(deepest).flatMap((issue) => toProblems(issue, prefix, of));
