import type { Format } from '../../../shared/formats';
import { type ColumnPick, defaultPicks, picksOf, type SentColumn, sentColumns } from './column-picks';
import type { ColumnChoice } from './columns';
import { isFormatOpen } from './column-formats';
import { type Condition, toFilter } from './filters';
import { type FileOptions } from './file-kinds';
import type { GivenRequest } from './form-link';
import { type FormOptions, isGeneral, optionsIn, sentOptions } from './form-options';
import { formFilters } from './given-filters';
import type { FilterField } from './own-filters';
import { type FilterValues, missingOf, toFilterValues, toOwnFilters } from './own-values';
import { type SortKey, type SortRow, sortRowsOf, toSortKeys } from './sort-rows';

export const PUBLICATIONS = ['draft', 'published', 'modified', 'both'] as const;

type Publication = (typeof PUBLICATIONS)[number];

/** Stands for all locales that the caller may export. */
export const ALL_LOCALES = '*';

/** What the form has, beside the content type and the format. */
export interface ExportForm {
  /** In the order of the file. */
  readonly columns: readonly ColumnPick[];
  readonly publication: Publication;
  /** Empty for the site's own choice. */
  readonly locale: string;
  readonly search: string;
  /** Empty for the order of the ids. */
  readonly sort: readonly SortRow[];
  /** Of exporters that take Strapi's filters. */
  readonly conditions: readonly Condition[];
  /** Conditions that there are no rows for in the form; they hold as well. */
  readonly kept: readonly Readonly<Record<string, unknown>>[];
  /** Of exporters with filters of their own. */
  readonly own: FilterValues;
  /** How the file is written. */
  readonly options: FormOptions;
  /** What else a request said that the form began with, such as line ends; and the format it was for. */
  readonly others: { readonly format: unknown; readonly values: GivenRequest };
}

/** The body of a request for an export. */
export interface ExportBody extends FileOptions, FormOptions {
  readonly columns?: readonly SentColumn[];
  readonly publication?: Publication;
  readonly locale?: string;
  readonly search?: string;
  readonly sort?: readonly SortKey[];
  /** Strapi's, or the exporter's own. */
  readonly filters?: Readonly<Record<string, unknown>>;
}

export interface FormContext {
  readonly file: FileOptions;
  readonly choices: readonly ColumnChoice[];
  /** The exporter's own filters, `null` where it takes Strapi's. */
  readonly fields: readonly FilterField[] | null;
  readonly hasDrafts: boolean;
  /** What the exporter says itself where a request says nothing. */
  readonly defaults: GivenRequest;
}

/** What keeps a form from being sent. */
export type FormGap =
  | { readonly kind: 'no-columns' | 'no-value' | 'no-currency' }
  /** Labels of filters that the exporter must have. */
  | { readonly kind: 'no-filter'; readonly labels: readonly string[] };

export const gapOf = (
  { columns, conditions, own }: ExportForm,
  { fields }: Pick<FormContext, 'fields'>,
): FormGap | null => {
  if (columns.length === 0) return { kind: 'no-columns' };
  if (columns.some(isFormatOpen)) return { kind: 'no-currency' };
  if (conditions.some(({ value }) => value.trim() === '')) return { kind: 'no-value' };
  const missing = missingOf(fields ?? [], own);
  return missing.length === 0 ? null : { kind: 'no-filter', labels: missing.map(({ label }) => label) };
};

const conditionsOf = (
  { conditions, kept }: ExportForm,
  choices: readonly ColumnChoice[],
): Pick<ExportBody, 'filters'> => {
  const rows = conditions.flatMap((condition) => {
    const field = choices.find(({ path }) => path === condition.path);
    return field === undefined ? [] : [toFilter(condition, field.type)];
  });
  const filters = [...kept, ...rows];
  return filters.length === 0 ? {} : { filters: { $and: filters } };
};

const filtersOf = (form: ExportForm, { choices, fields }: FormContext): Pick<ExportBody, 'filters'> =>
  fields === null ? conditionsOf(form, choices) : { filters: toOwnFilters(fields, form.own) };

/** What was said beside the form's own fields, as far as it means something for this format. */
const othersFor = ({ others: { format: given, values } }: ExportForm, format: Format): GivenRequest =>
  given === format ? values : Object.fromEntries(Object.entries(values).filter(([key]) => isGeneral(key)));

/** Makes a request of a form without gaps. */
export const toBody = (form: ExportForm, context: FormContext): ExportBody => {
  const { file, choices, hasDrafts, defaults } = context;
  const search = form.search.trim();
  const columns = sentColumns(form.columns, choices, file.format);
  return {
    ...othersFor(form, file.format),
    ...sentOptions(form.options, file.format, defaults),
    ...file,
    ...(columns !== undefined && { columns }),
    ...(hasDrafts && { publication: form.publication }),
    ...(form.locale !== '' && { locale: form.locale }),
    ...(search !== '' && { search }),
    ...(form.sort.length > 0 && { sort: toSortKeys(form.sort) }),
    ...filtersOf(form, context),
  };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The form that makes a request; an empty request for the form as it is at first. */
export const toForm = (
  request: GivenRequest,
  { choices, fields }: Pick<FormContext, 'choices' | 'fields'>,
): ExportForm => {
  // The exporter has its own place in an address, what makes the kind of file is chosen beside the form.
  const taken = ['exporter', 'flavor', 'delimiter'];
  const { format, columns, publication, locale, search, sort, filters, ...others } = request;
  const said = Object.fromEntries(Object.entries(others).filter(([key]) => !taken.includes(key)));
  const { options, rest } = optionsIn(said);
  const own = fields === null ? {} : toFilterValues(fields, filters);
  return {
    columns: picksOf(columns) ?? defaultPicks(choices),
    publication: PUBLICATIONS.find((one) => one === publication) ?? 'draft',
    locale: textOf(locale),
    search: textOf(search),
    sort: sortRowsOf(sort),
    ...(fields === null ? formFilters(filters, choices) : { conditions: [], kept: [] }),
    own,
    options,
    // Several languages at once are nothing that the form can ask for, and hold until one is chosen.
    others: { format, values: { ...rest, ...(Array.isArray(locale) && { locale }) } },
  };
};
