import type { Access, Filters } from '../access/access';
import { isContent, type Model, type Schema } from '../access/schema';
import { ExportError, problem } from '../errors/export-error';
import type { ExportRequest } from '../request/schema';
import { compileColumns, defaultColumns } from './columns';
import { checkFilters, publicationFilters } from './filters';
import type { Place } from './hop';
import type { Plan } from './plan';
import { searchFilters } from './search';
import { checkSort } from './sort';

/** Columns of an Excel sheet, from A to XFD (ECMA-376, as Excel limits it). */
const MAX_XLSX_COLUMNS = 16_384;

export interface PlanInput {
  readonly schema: Schema;
  readonly access: Access;
  readonly request: ExportRequest;
  /** Which rows are meant when the request does not say: drafts in the panel, as its list view shows; published elsewhere. */
  readonly defaultPublication: 'draft' | 'published';
  readonly maxRows: number | null;
}

const checkLocale = async (schema: Schema, model: Model, locale: string | undefined): Promise<string | null> => {
  if (!schema.isLocalized(model)) {
    if (locale === undefined) return null;
    throw problem('EXPORT_UNKNOWN_LOCALE', 'locale', 'not_localised', `${model.uid} has no locales: leave locale out.`);
  }
  if (locale === undefined) return schema.defaultLocale();
  const locales = await schema.locales();
  if (locales.includes(locale)) return locale;
  const message = `${locale} is not one of ${locales.join(', ')}.`;
  throw problem('EXPORT_UNKNOWN_LOCALE', 'locale', 'unknown_locale', message);
};

const checkPublication = (model: Model, { request, defaultPublication }: PlanInput): Plan['publication'] => {
  if (model.options?.draftAndPublish === true || request.publication !== 'draft') {
    return request.publication ?? defaultPublication;
  }
  throw problem('EXPORT_INVALID_PUBLICATION', 'publication', 'no_drafts', `${model.uid} has no drafts.`);
};

const checkColumnCount = (request: ExportRequest, count: number): void => {
  if (request.format !== 'xlsx' || count <= MAX_XLSX_COLUMNS) return;
  const message = `${count} columns are more than the ${MAX_XLSX_COLUMNS} of an Excel sheet.`;
  throw problem('EXPORT_TOO_MANY_COLUMNS', 'columns', 'too_many', message);
};

const all = (conditions: readonly (Filters | null)[]): Filters => {
  const present = conditions.filter((condition) => condition !== null);
  return present.length === 0 ? {} : { $and: present };
};

/**
 * Turns a request into a plan, under the rights the requester has now.
 *
 * @throws ExportError when anything named does not exist or may not be read
 */
export const createPlan = async (input: PlanInput): Promise<Plan> => {
  const { schema, access, request, maxRows } = input;
  const model = schema.model(request.exporter);
  if (model === undefined || !isContent(model)) {
    throw problem('EXPORT_UNKNOWN_EXPORTER', 'exporter', 'unknown_exporter', `${request.exporter} cannot be exported.`);
  }
  const grant = await access.grant(model.uid);
  if (grant === null) throw new ExportError('EXPORT_FORBIDDEN');
  const place: Place = { model, grant, prefix: '' };
  const rights = { schema, access };
  const defaults = request.columns === undefined ? defaultColumns(schema, place) : null;
  const { columns, level } = await compileColumns(rights, place, request.columns ?? defaults?.requests ?? []);
  if (columns.length === 0) throw new ExportError('EXPORT_FORBIDDEN');
  checkColumnCount(request, columns.length);
  const locale = await checkLocale(schema, model, request.locale);
  const publication = checkPublication(model, input);
  const filters = all([
    await checkFilters({ ...rights, publication }, place, request.filters),
    grant.rows,
    searchFilters(schema, place, request.search),
    locale === null ? null : { locale: { $eq: locale } },
    ...publicationFilters(model, publication),
  ]);
  return {
    request,
    uid: model.uid,
    columns,
    leftOut: defaults?.leftOut ?? [],
    level,
    filters,
    sort: checkSort(schema, place, request.sort),
    locale,
    publication,
    maxRows,
  };
};
