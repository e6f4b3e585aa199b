import type { Comparison } from './operator-texts';
import { isRecord } from './records';

/** A filter, taken apart into what can be said of it. */
export type Phrase =
  | {
      readonly kind: 'condition';
      /** Dotted where it leads through relations and components. */
      readonly path: string;
      readonly comparison: Comparison;
      /** Nothing for what is compared with nothing; several for lists and ranges. */
      readonly values: readonly unknown[];
    }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Phrase[] }
  | { readonly kind: 'not'; readonly of: Phrase }
  /** What there are no words for, as it was written. */
  | { readonly kind: 'other'; readonly name: string; readonly value: unknown };

/** Those that the case of letters tells apart have the same words: the form's own conditions do not look at it. */
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['$eq', 'is'],
  ['$eqi', 'is'],
  ['$ne', 'isNot'],
  ['$nei', 'isNot'],
  ['$in', 'oneOf'],
  ['$notIn', 'noneOf'],
  ['$gt', 'above'],
  ['$gte', 'atLeast'],
  ['$lt', 'below'],
  ['$lte', 'atMost'],
  ['$between', 'between'],
  ['$contains', 'contains'],
  ['$containsi', 'contains'],
  ['$notContains', 'containsNot'],
  ['$notContainsi', 'containsNot'],
  ['$startsWith', 'startsWith'],
  ['$startsWithi', 'startsWith'],
  ['$endsWith', 'endsWith'],
  ['$endsWithi', 'endsWith'],
]);

const isYes = (value: unknown): boolean => value === true || value === 'true' || value === 1 || value === '1';

const condition = (path: string, comparison: Comparison, value: unknown): Phrase => {
  if (value === null && (comparison === 'is' || comparison === 'isNot')) {
    return { kind: 'condition', path, comparison: comparison === 'is' ? 'empty' : 'notEmpty', values: [] };
  }
  return { kind: 'condition', path, comparison, values: Array.isArray(value) ? value : [value] };
};

const together = (phrases: readonly Phrase[]): Phrase => {
  const of = phrases.flatMap((phrase) => (phrase.kind === 'all' ? phrase.of : [phrase]));
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: 'all', of };
};

/** What an operator says of the field at a path. */
const operation = (operator: string, value: unknown, path: string): Phrase => {
  const list = Array.isArray(value) ? value.filter(isRecord).map((one) => phraseOf(one, path)) : [];
  if (operator === '$and' && list.length > 0) return together(list);
  if (operator === '$or' && list.length > 0) return list.length === 1 ? together(list) : { kind: 'any', of: list };
  if (operator === '$not' && isRecord(value)) return { kind: 'not', of: phraseOf(value, path) };
  if (operator === '$not' && !Array.isArray(value)) return condition(path, 'isNot', value);
  if (operator === '$null' || operator === '$notNull') {
    const isEmpty = isYes(value) === (operator === '$null');
    return { kind: 'condition', path, comparison: isEmpty ? 'empty' : 'notEmpty', values: [] };
  }
  const comparison = COMPARISONS.get(operator);
  if (comparison === undefined || isRecord(value)) return { kind: 'other', name: `${path} ${operator}`.trim(), value };
  return condition(path, comparison, value);
};

const field = (path: string, value: unknown): Phrase => {
  if (isRecord(value)) {
    return Object.keys(value).length === 0 ? { kind: 'other', name: path, value } : phraseOf(value, path);
  }
  return condition(path, Array.isArray(value) ? 'oneOf' : 'is', value);
};

/** Takes Strapi's filters apart. @param path of the field, relation or component that they are of; empty for the row */
const phraseOf = (filters: Readonly<Record<string, unknown>>, path = ''): Phrase =>
  together(
    Object.entries(filters).map(([key, value]) =>
      key.startsWith('$') ? operation(key, value, path) : field(path === '' ? key : `${path}.${key}`, value),
    ),
  );

/** The conditions that must all be met, each for a line of its own. */
export const linesOf = (filters: Readonly<Record<string, unknown>>): readonly Phrase[] => {
  const phrase = phraseOf(filters);
  return phrase.kind === 'all' ? phrase.of : [phrase];
};

/** The filters of an exporter of the site's own, which mean what the site says: names and values. */
export const ownLinesOf = (filters: Readonly<Record<string, unknown>>): readonly Phrase[] =>
  Object.entries(filters).flatMap(([name, value]) =>
    name.startsWith('$') || isRecord(value) ? linesOf({ [name]: value }) : [{ kind: 'other', name, value }],
  );
