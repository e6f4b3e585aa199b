import type { Format } from '../../../shared/formats';
import { type ColumnChoice, defaultPaths } from './columns';
import { type Condition, toFilter } from './filters';

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
  readonly conditions: readonly Condition[];
}

/** The body of a request for an export. */
export interface ExportBody {
  readonly format: Format;
  readonly columns?: readonly string[];
  readonly publication?: Publication;
  readonly locale?: string;
  readonly search?: string;
  readonly filters?: { readonly $and: readonly object[] };
}

export interface FormContext {
  readonly format: Format;
  readonly choices: readonly ColumnChoice[];
  readonly hasDrafts: boolean;
}

/** What keeps a form from being sent. */
export type FormGap = 'no-columns' | 'no-value';

export const gapOf = ({ columns, conditions }: ExportForm): FormGap | null => {
  if (columns.length === 0) return 'no-columns';
  return conditions.some(({ value }) => value.trim() === '') ? 'no-value' : null;
};

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((path, at) => path === right[at]);

/** The columns where they are not the default ones, which the server knows best. */
const columnsOf = ({ columns }: ExportForm, choices: readonly ColumnChoice[]): Pick<ExportBody, 'columns'> =>
  isSame(columns, defaultPaths(choices)) ? {} : { columns };

const filtersOf = ({ conditions }: ExportForm, choices: readonly ColumnChoice[]): Pick<ExportBody, 'filters'> => {
  const filters = conditions.flatMap((condition) => {
    const field = choices.find(({ path }) => path === condition.path);
    return field === undefined ? [] : [toFilter(condition, field.type)];
  });
  return filters.length === 0 ? {} : { filters: { $and: filters } };
};

/** Makes a request of a form without gaps. */
export const toBody = (form: ExportForm, { format, choices, hasDrafts }: FormContext): ExportBody => {
  const search = form.search.trim();
  return {
    format,
    ...columnsOf(form, choices),
    ...(hasDrafts && { publication: form.publication }),
    ...(form.locale !== '' && { locale: form.locale }),
    ...(search !== '' && { search }),
    ...filtersOf(form, choices),
  };
};
