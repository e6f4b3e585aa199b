import type { Access, Filters } from '../access/access';
import { remembering } from '../access/remembering';
import { isContent, type Schema } from '../access/schema';
import { problem } from '../errors/export-error';
import type { Exporter, FilterValues } from '../exporter/exporter';
import { parseFilters } from '../request/exporter-request';
import type { ExportRequest } from '../request/schema';
import { compileColumns, type WantedColumn } from './columns';
import { checkFilters } from './filters';
import { canRead, type Place } from './hop';
import { localesOf } from './locales';
import { forbidden } from './locks';
import type { Plan, Publication } from './plan';
import { type HopPublication, publicationFilters, publicationOf } from './publication';
import { searchFilters } from './search';
import { checkSort } from './sort';
import type { Views } from './view';
import { hasDrafts, PUBLICATION } from './virtual-fields';
import { wantedColumns } from './wanted-columns';
import { wantedWorkbook } from './wanted-workbook';
import { withoutUndefined } from './without-undefined';

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
  readonly exporter: Exporter;
  /** `null` for no limit. */
  readonly maxRows: number | null;
  readonly backgroundFrom: number;
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

/** What begins the rows of lists' sheets, under the name that the exporter gives it; everybody may read the document's id. */
const keyColumn = (schema: Schema, place: Place, { key, columns }: Exporter): WantedColumn => {
  if (!canRead(schema, place, key)) return { path: 'documentId' };
  const label = columns?.find((column) => column.key === key)?.label;
  return { path: key, ...(label !== undefined && { header: label }) };
};

/** What tells rows of several kinds apart, and the field of the request that brought them together. */
const tellingPaths = (
  place: Place,
  publication: Publication,
  locales: readonly string[] | null,
): ReadonlyMap<string, string> =>
  new Map([
    ...((locales?.length ?? 0) > 1 ? [['locale', 'locale'] as const] : []),
    ...(publication === 'both' && hasDrafts(place.model) ? [[PUBLICATION, 'publication'] as const] : []),
  ]);

/**
 * Rows of several kinds in one file must be told apart, so what tells is there even when it was not asked for.
 *
 * @throws ExportError `EXPORT_FIELD_FORBIDDEN` naming what was asked for when the requester may not read what tells
 */
const withTellingColumns = (
  schema: Schema,
  place: Place,
  columns: readonly WantedColumn[],
  telling: ReadonlyMap<string, string>,
): readonly WantedColumn[] => {
  const missing = [...telling].filter(([path]) => !columns.some((column) => column.path === path));
  for (const [path, field] of missing) {
    if (canRead(schema, place, path)) continue;
    const message = `The rows could not be told apart: ${path} is not readable for you.`;
    throw problem('EXPORT_FIELD_FORBIDDEN', field, 'not_readable', message);
  }
  return [...columns, ...missing.map(([path]) => ({ path }))];
};

/** What the request itself limits the rows by, in Strapi's filter language: its filters, or what the exporter makes of its own. */
export const requestedFilters = (
  { filters, where }: Pick<Exporter, 'filters' | 'where'>,
  request: Pick<ExportRequest, 'filters'>,
  values: FilterValues,
): Filters | undefined => (filters === null ? request.filters : withoutUndefined(where(values)));

/**
 * Turns a request into a plan, under the rights the requester has now.
 *
 * @throws ExportError when anything named does not exist or may not be read
 */
export const createPlan = async (input: PlanInput): Promise<Plan> => {
  const { schema, access, request, exporter, maxRows, backgroundFrom } = input;
  const model = schema.model(exporter.uid);
  if (model === undefined || !isContent(model)) {
    throw problem('EXPORT_UNKNOWN_EXPORTER', 'exporter', 'unknown_exporter', `${exporter.name} cannot be exported.`);
  }
  const grant = await access.grant(model.uid);
  const rights = { schema, access };
  if (grant === null) throw await forbidden(rights, model.uid);
  const place: Place = { model, grant, prefix: '' };
  const views = (request.headers ?? input.defaultHeaders) === 'labels' ? remembering(input.views) : null;
  const locales = await localesOf(schema, model, grant, request.locale);
  const publication = publicationOf(model, request, input.defaultPublication);
  const filterValues = parseFilters(exporter, request.filters, ['filters']);
  const view = views === null ? null : await views(model.uid);
  const wanted = { rights, place, exporter, view, requested: request.columns, filterValues, format: request.format };
  const { columns: asked, leftOut: withoutColumns } = await wantedColumns(wanted);
  if (asked.length === 0) {
    throw problem('EXPORT_FORBIDDEN', 'columns', 'not_readable', `No field of ${model.uid} is readable for you.`);
  }
  const telling = tellingPaths(place, publication, locales);
  const workbook = await wantedWorkbook({ rights, place, exporter, filterValues, format: request.format });
  const { hidden, ...compiled } = await compileColumns({
    rights,
    place,
    columns: withTellingColumns(schema, place, asked, telling),
    rowKeys: [keyColumn(schema, place, exporter), ...[...telling.keys()].map((path) => ({ path }))],
    hidden: workbook.hidden,
    request,
    views,
  });
  checkColumnCount(request, [compiled.columns.length, ...compiled.sheets.map((sheet) => sheet.columns.length)]);
  const own = requestedFilters(exporter, request, filterValues);
  const filters = all([
    await checkFilters(rights, place, publication, own),
    grant.rows,
    searchFilters(schema, place, request.search),
    locales === null ? null : { locale: { $in: [...locales] } },
    ...publicationFilters(model, publication),
  ]);
  return {
    ...{ request, exporter, filterValues, uid: model.uid },
    ...compiled,
    ...workbook.layout(hidden),
    leftOut: [...withoutColumns, ...workbook.leftOut],
    filters,
    sort: await checkSort(rights, place, request.sort),
    locales,
    publication,
    maxRows,
    backgroundFrom,
  };
};
