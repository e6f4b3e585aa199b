import type { Access, Filters } from '../access/access';
import { isContent, type Schema } from '../access/schema';
import { ExportError, problem } from '../errors/export-error';
import type { ColumnRequest, ExportRequest } from '../request/schema';
import { compileColumns } from './columns';
import { defaultColumns } from './default-columns';
import { checkFilters } from './filters';
import type { Place } from './hop';
import { localesOf } from './locales';
import type { Plan } from './plan';
import { type HopPublication, publicationFilters, publicationOf } from './publication';
import { searchFilters } from './search';
import { checkSort } from './sort';
import type { Views } from './view';
import { hasDrafts, PUBLICATION } from './virtual-fields';

/** Columns of an Excel sheet, from A to XFD (ECMA-376, as Excel limits it). */
const MAX_XLSX_COLUMNS = 16_384;

export interface PlanInput {
  readonly schema: Schema;
  readonly access: Access;
  readonly request: ExportRequest;
  /** The content manager's labels and orders. */
  readonly views: Views;
  /** What columns are called where the request does not say: labels for editors, paths for programs. */
  readonly defaultHeaders: 'labels' | 'paths';
  /** Which rows are meant when the request does not say: drafts in the panel, as its list view shows; published elsewhere. */
  readonly defaultPublication: HopPublication;
  readonly maxRows: number | null;
}

const checkColumnCount = (request: ExportRequest, counts: readonly number[]): void => {
  const most = Math.max(...counts);
  if (request.format !== 'xlsx' || most <= MAX_XLSX_COLUMNS) return;
  const message = `${most} columns are more than the ${MAX_XLSX_COLUMNS} of an Excel sheet.`;
  throw problem('EXPORT_TOO_MANY_COLUMNS', 'columns', 'too_many', message);
};

const all = (conditions: readonly (Filters | null)[]): Filters => {
  const present = conditions.filter((condition) => condition !== null);
  return present.length === 0 ? {} : { $and: present };
};

const LOCALE = 'locale';

/** Rows of several kinds in one file must be told apart, so what tells is there even when it was not asked for. */
const withTellingColumns = (
  columns: readonly ColumnRequest[],
  { isBoth, hasLocales }: { readonly isBoth: boolean; readonly hasLocales: boolean },
): readonly ColumnRequest[] => {
  const needed = [...(hasLocales ? [LOCALE] : []), ...(isBoth ? [PUBLICATION] : [])];
  const missing = needed.filter((path) => !columns.some((column) => column.path === path));
  return [...columns, ...missing.map((path) => ({ path }))];
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
  const views = (request.headers ?? input.defaultHeaders) === 'labels' ? input.views : null;
  const locales = await localesOf(schema, model, grant, request.locale);
  const publication = publicationOf(model, request, input.defaultPublication);
  const defaults =
    request.columns === undefined
      ? defaultColumns(schema, place, views === null ? null : await views(model.uid))
      : null;
  const asked = request.columns ?? defaults?.requests ?? [];
  if (asked.length === 0) throw new ExportError('EXPORT_FORBIDDEN');
  const telling = { isBoth: publication === 'both' && hasDrafts(model), hasLocales: (locales?.length ?? 0) > 1 };
  const compiled = await compileColumns({
    rights,
    place,
    columns: withTellingColumns(asked, telling),
    request,
    views,
  });
  checkColumnCount(request, [compiled.columns.length, ...compiled.sheets.map((sheet) => sheet.columns.length)]);
  const filters = all([
    await checkFilters(rights, place, publication, request.filters),
    grant.rows,
    searchFilters(schema, place, request.search),
    locales === null ? null : { locale: { $in: [...locales] } },
    ...publicationFilters(model, publication),
  ]);
  return {
    request,
    uid: model.uid,
    ...compiled,
    leftOut: defaults?.leftOut ?? [],
    filters,
    sort: await checkSort(rights, place, request.sort),
    locales,
    publication,
    maxRows,
  };
};
