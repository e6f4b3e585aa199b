import type { Core, UID } from '@strapi/types';
import { FORMATS } from '../../../shared/formats';
import type { ColumnDefinition } from './column-definition';
import type { AnyExporterDefinition } from './definition';
import type { ComputedColumn, Exporter, ExporterColumn, ExporterList, FilterValues } from './exporter';
import type { ListDefinition } from './workbook-definition';

const toColumn = (column: ColumnDefinition<UID.ContentType>, strapi: Core.Strapi): ExporterColumn => {
  if (typeof column === 'string') return toColumn({ path: column }, strapi);
  const { label, format, width, onRequest = false, when, visibleTo } = column;
  const common = {
    label,
    format,
    width,
    isDefault: !onRequest,
    when: (values: FilterValues) => when?.(values) ?? true,
  };
  if ('path' in column) return { kind: 'path', key: column.path, ...common };
  const { key, type, dependsOn, compute, computeNullable } = column;
  return {
    ...{ kind: 'computed', key, type, dependsOn, ...common },
    allowMissing: computeNullable !== undefined,
    compute: (compute ?? computeNullable) as ComputedColumn['compute'],
    isVisibleTo: async (requester) => {
      // Whatever is not plainly true hides, since the site's own code may not be typed.
      const isShown: unknown = visibleTo === undefined ? true : await visibleTo({ requester, strapi });
      return isShown === true;
    },
  };
};

const always = (): boolean => true;

const toList = ({ path, label, columns, csvPlaces }: ListDefinition<UID.ContentType>): ExporterList => ({
  label,
  columns: columns.map((column) => {
    const { path: leaf, label: header, format, width } = typeof column === 'string' ? { path: column } : column;
    return { kind: 'path', key: `${path}.${leaf}`, label: header, format, width, isDefault: true, when: always };
  }),
  csvPlaces: csvPlaces ?? null,
});

const MAX_SHEETS = 50;

/** A checked definition in the form that exports are planned with. */
export const toExporter = (definition: AnyExporterDefinition, strapi: Core.Strapi): Exporter => {
  const { name, contentType, label, columns, filters, where, formats, limits, cost, contentApi, defaults } = definition;
  const { lists = [], key = 'documentId', split, summary = null } = definition;
  return {
    name,
    uid: contentType,
    label,
    columns: columns.map((column) => toColumn(column, strapi)),
    lists: lists.map(toList),
    key,
    split: split === undefined ? null : { by: split.by, maxSheets: split.maxSheets ?? MAX_SHEETS },
    summary,
    // A parameter that is not known must be refused, not dropped: it was meant to limit something.
    filters: filters?.strict() ?? null,
    where: (values) => where?.(values) ?? {},
    formats: formats ?? FORMATS,
    backgroundFrom: limits?.backgroundFrom,
    maxRows: limits?.maxRows,
    cost: cost ?? null,
    contentApi: contentApi ?? false,
    allowedAddresses: definition.allowedAddresses ?? null,
    fileName: definition.fileName ?? '{exporter}_{date}',
    defaults: defaults ?? {},
  };
};
