import type { Filters } from '../access/access';
import type { Model } from '../access/schema';
import { problem } from '../errors/export-error';
import { toItems } from '../request/list';
import type { ExportRequest } from '../request/schema';
import type { Publication } from './plan';
import { type DocumentStatus, hasDrafts, STATUS, STATUSES } from './virtual-fields';
import { isRecord } from '../request/record';

/** Which rows of a type that has both kinds are shown where a relation leads to it. */
export type HopPublication = 'draft' | 'published';

/**
 * The words of the content manager's status filter, and which statuses they mean. `published` is every document with a
 * published row, changed since or not, as in the list view.
 */
const STATUS_WORDS: ReadonlyMap<unknown, readonly DocumentStatus[]> = new Map([
  ['draft', ['draft']],
  ['modified', ['modified']],
  ['published', ['modified', 'published']],
  ['published-modified', ['modified']],
  ['published-unmodified', ['published']],
]);

/** Whether an operator names what is wanted, or what is not. */
const OPERATORS: ReadonlyMap<string, boolean> = new Map([
  ['$eq', true],
  ['$in', true],
  ['$ne', false],
  ['$notIn', false],
]);

/**
 * A condition on a document's status, as the list view's filter writes it.
 *
 * @returns it in one form, `{ $in: […] }`
 * @throws ExportError `EXPORT_INVALID_FILTER`
 */
export const checkStatus = (value: unknown, field: string): { readonly $in: readonly DocumentStatus[] } => {
  const entries = isRecord(value) ? Object.entries(value) : [['$eq', value] as const];
  const [[operator, operand] = ['', undefined], ...others] = entries;
  const isPositive = OPERATORS.get(operator);
  const words = toItems(operand) ?? [operand];
  const meanings = words.map((word) => STATUS_WORDS.get(word));
  if (isPositive === undefined || others.length > 0 || meanings.length === 0 || meanings.includes(undefined)) {
    const allowed = [...STATUS_WORDS.keys()].join(', ');
    const message = `${field}: expected $eq, $ne, $in or $notIn with one of ${allowed}.`;
    throw problem('EXPORT_INVALID_FILTER', field, 'invalid_status', message);
  }
  const meant = new Set(meanings.flatMap((meaning) => meaning ?? []));
  return { $in: STATUSES.filter((status) => meant.has(status) === isPositive) };
};

/** What the list view's status filter says of the rows: it shows published rows for every word but `draft`. */
const impliedBy = (filters: Filters | undefined): Publication | undefined => {
  const conditions = [filters, ...(toItems(filters?.$and) ?? [filters?.$and])];
  const condition = conditions.find((one) => isRecord(one) && one[STATUS] !== undefined);
  if (!isRecord(condition)) return undefined;
  const { [STATUS]: value } = condition;
  const word = isRecord(value) ? value.$eq : value;
  if (word === 'draft') return 'draft';
  return STATUS_WORDS.has(word) ? 'published' : undefined;
};

/**
 * Which rows are read: as asked for, or as the list view's status filter implies.
 *
 * @throws ExportError `EXPORT_INVALID_PUBLICATION` where the type has no drafts
 */
export const publicationOf = (
  model: Model,
  { publication, filters }: Pick<ExportRequest, 'publication' | 'filters'>,
  byDefault: HopPublication,
): Publication => {
  if (hasDrafts(model)) return publication ?? impliedBy(filters) ?? byDefault;
  if (publication === undefined || publication === 'published') return publication ?? byDefault;
  throw problem('EXPORT_INVALID_PUBLICATION', 'publication', 'no_drafts', `${model.uid} has no drafts.`);
};

const ROWS: Readonly<Record<HopPublication, Filters>> = {
  draft: { publishedAt: { $null: true } },
  published: { publishedAt: { $notNull: true } },
};

/** Draft or published rows of a type that has both. */
export const versionFilters = (model: Model, publication: HopPublication): Filters[] =>
  hasDrafts(model) ? [ROWS[publication]] : [];

/** The rows of the exported type itself. */
export const publicationFilters = (model: Model, publication: Publication): Filters[] => {
  if (!hasDrafts(model) || publication === 'both') return [];
  if (publication === 'modified') return [ROWS.draft, { [STATUS]: { $in: ['modified'] } }];
  return [ROWS[publication]];
};

/** What relations show, given which rows of the exported type are read: with both, each row its own kind. */
export const hopPublications = (publication: Publication): readonly HopPublication[] => {
  if (publication === 'both') return ['draft', 'published'];
  return [publication === 'modified' ? 'draft' : publication];
};
