import type { Format } from '../../../shared/formats';
import { type ColumnChoice, defaultPaths } from './columns';
import { type Condition, toFilter } from './filters';
import type { FilterField } from './own-filters';
import { type FilterValues, missingOf, toOwnFilters } from './own-values';

export const PUBLICATIONS = ['draft', 'published', 'modified', 'both'] as const;

type Publication = (typeof PUBLICATIONS)[number];

/** Stands for all locales that the caller may export. */
export const ALL_LOCALES = '*';

/** What the form has, beside the content type and the format. */
export interface ExportForm {
  /** Paths of the ticked columns. */
  readonly columns: readonly string[];
  readonly publication: Publication;
  /** Empty for the site's own choice. */
  readonly locale: string;
  readonly search: string;
  /** Of exporters that take Strapi's filters. */
  readonly conditions: readonly Condition[];
  /** Of exporters with filters of their own. */
  readonly own: FilterValues;
}

/** The body of a request for an export. */
export interface ExportBody {
  readonly format: Format;
  readonly flavor?: 'excel' | 'plain';
  readonly delimiter?: ',' | ';';
  readonly columns?: readonly string[];
  readonly sort?: readonly { readonly path: string; readonly direction: 'asc' | 'desc' }[];
  readonly publication?: Publication;
  readonly locale?: string;
  readonly search?: string;
  readonly absoluteUrls?: true;
  /** Strapi's, or the exporter's own. */
  readonly filters?: Readonly<Record<string, unknown>>;
}

export interface FormContext {
  readonly format: Format;
  readonly choices: readonly ColumnChoice[];
  /** The exporter's own filters, `null` where it takes Strapi's. */
  readonly fields: readonly FilterField[] | null;
  readonly hasDrafts: boolean;
}

/** What keeps a form from being sent. */
export type FormGap =
  | { readonly kind: 'no-columns' | 'no-value' }
  /** Labels of filters that the exporter must have. */
  | { readonly kind: 'no-filter'; readonly labels: readonly string[] };

export const gapOf = (
  { columns, conditions, own }: ExportForm,
  { fields }: Pick<FormContext, 'fields'>,
): FormGap | null => {
  if (columns.length === 0) return { kind: 'no-columns' };
  if (conditions.some(({ value }) => value.trim() === '')) return { kind: 'no-value' };
  const missing = missingOf(fields ?? [], own);
  return missing.length === 0 ? null : { kind: 'no-filter', labels: missing.map(({ label }) => label) };
};

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((path, at) => path === right[at]);

/** The columns where they are not the default ones, which the server knows best. */
const columnsOf = ({ columns }: ExportForm, choices: readonly ColumnChoice[]): Pick<ExportBody, 'columns'> =>
  isSame(columns, defaultPaths(choices)) ? {} : { columns };

const conditionsOf = ({ conditions }: ExportForm, choices: readonly ColumnChoice[]): Pick<ExportBody, 'filters'> => {
  const filters = conditions.flatMap((condition) => {
    const field = choices.find(({ path }) => path === condition.path);
    return field === undefined ? [] : [toFilter(condition, field.type)];
  });
  return filters.length === 0 ? {} : { filters: { $and: filters } };
};

const filtersOf = (form: ExportForm, { choices, fields }: FormContext): Pick<ExportBody, 'filters'> =>
  fields === null ? conditionsOf(form, choices) : { filters: toOwnFilters(fields, form.own) };

/** Makes a request of a form without gaps. */
export const toBody = (form: ExportForm, context: FormContext): ExportBody => {
  const { format, choices, hasDrafts } = context;
  const search = form.search.trim();
  return {
    format,
    ...columnsOf(form, choices),
    ...(hasDrafts && { publication: form.publication }),
    ...(form.locale !== '' && { locale: form.locale }),
    ...(search !== '' && { search }),
    ...filtersOf(form, context),
  };
};
