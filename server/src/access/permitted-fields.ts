import { isDeepStrictEqual } from 'node:util';

/** One rule of a CASL ability: no `fields` means all of them. */
export interface AbilityRule {
  readonly fields?: readonly string[] | undefined;
  readonly conditions?: unknown;
  readonly inverted: boolean;
}

/** `null` stands for all fields. */
type Fields = ReadonlySet<string> | null;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isConditional = ({ conditions }: AbilityRule): boolean =>
  isRecord(conditions) && Object.keys(conditions).length > 0;

const union = (rules: readonly AbilityRule[]): Fields => {
  const lists = rules.flatMap(({ fields }) => (fields === undefined ? [] : [fields]));
  return lists.length < rules.length ? null : new Set(lists.flat());
};

const intersection = (left: Fields, right: Fields): Fields => {
  if (left === null || right === null) return left ?? right;
  return new Set([...left].filter((field) => right.has(field)));
};

/**
 * The fields that may be read in every row that the rules let through. A rule without conditions speaks of all rows, so
 * where there are such rules, what they allow together is what counts: some rows may be let through by them alone. Where
 * all rules have conditions, each row is let through by at least one condition, and by all rules that share it; so a
 * field counts when, for every condition, one of its rules has it.
 *
 * Nothing can leak: whichever condition let a row through, the fields are allowed under it.
 *
 * @returns `null` when all fields may be read
 */
export const permittedFields = (rules: readonly AbilityRule[]): Fields => {
  const positive = rules.filter(({ inverted }) => !inverted);
  const unconditional = positive.filter((rule) => !isConditional(rule));
  if (unconditional.length > 0) return union(unconditional);
  const groups: AbilityRule[][] = [];
  for (const rule of positive) {
    const group = groups.find(([known]) => isDeepStrictEqual(known?.conditions, rule.conditions));
    if (group === undefined) groups.push([rule]);
    else group.push(rule);
  }
  const [first, ...others] = groups.map(union);
  return first === undefined ? new Set() : others.reduce(intersection, first);
};

/** Fields that a rule takes away. Strapi itself makes no such rules; which rows they mean is left aside, to be safe. */
export const refusedFields = (rules: readonly AbilityRule[]): ReadonlySet<string> =>
  new Set(rules.flatMap(({ inverted, fields }) => (inverted ? (fields ?? []) : [])));

/** The locales that a rule's conditions name: the i18n plugin adds `{ locale: { $in: […] } }` beside them. */
const localesOf = (conditions: unknown): readonly string[] | null => {
  if (!isRecord(conditions)) return null;
  const { locale, $and } = conditions;
  if (isRecord(locale) && Array.isArray(locale.$in)) return locale.$in as string[];
  if (!Array.isArray($and)) return null;
  const lists = $and.map(localesOf).filter((list) => list !== null);
  const [first, ...others] = lists;
  return first === undefined
    ? null
    : others.reduce((left, right) => left.filter((code) => right.includes(code)), first);
};

/** @returns the locales of the rows that the rules let through, `null` for all */
export const permittedLocales = (rules: readonly AbilityRule[]): readonly string[] | null => {
  const lists = rules.filter(({ inverted }) => !inverted).map(({ conditions }) => localesOf(conditions));
  if (lists.includes(null)) return null;
  return [...new Set(lists.flatMap((list) => list ?? []))];
};
