import type { Exporter as Described, ExporterDetails } from '../../../shared/contracts/exporters';
import type { Access, Grant } from '../access/access';
import type { Origin } from '../access/credential';
import type { Model, Schema } from '../access/schema';
import { problem } from '../errors/export-error';
import type { Exporter } from '../exporter/exporter';
import { sentJsonSchema } from '../exporter/json-schema';
import { listColumns } from '../plan/catalogue';
import { readableLocales } from '../plan/locales';
import { forbidden } from '../plan/locks';
import { listOwnColumns } from '../plan/own-columns';
import type { Views } from '../plan/view';
import { hasDrafts } from '../plan/virtual-fields';
import type { ExportersService } from './exporters';

export interface CatalogueInput {
  readonly schema: Schema;
  readonly views: Views;
  readonly exporters: ExportersService;
}

const byLabel = (left: Described, right: Described): number =>
  left.label.localeCompare(right.label, 'en') || left.name.localeCompare(right.name, 'en');

const toJsonSchema = ({ filters }: Exporter): Described['filters'] =>
  filters === null ? null : sentJsonSchema(filters);

/** Tells what a caller may export, and of what columns it consists. */
export const createCatalogueService = ({ schema, views, exporters }: CatalogueInput) => {
  const describe = async (exporter: Exporter, model: Model, grant: Grant): Promise<Described> => ({
    name: exporter.name,
    label: exporters.labelOf(exporter),
    contentType: exporter.uid,
    filters: toJsonSchema(exporter),
    kind: model.kind ?? 'collectionType',
    hasDrafts: hasDrafts(model),
    locales: schema.isLocalized(model) ? await readableLocales(schema, grant) : null,
    formats: exporter.formats,
    ...exporters.limitsOf(exporter),
    defaults: { ...exporter.defaults },
  });

  return {
    /** What a contract serves and the caller may export, by label. */
    list: async (origin: Origin, access: Access): Promise<Described[]> => {
      const described = await Promise.all(
        exporters.all(origin).map(async (exporter): Promise<Described | null> => {
          const model = schema.model(exporter.uid);
          const grant = model === undefined ? null : await access.grant(exporter.uid);
          return model === undefined || grant === null ? null : describe(exporter, model, grant);
        }),
      );
      return described.filter((exporter) => exporter !== null).sort(byLabel);
    },

    /**
     * @param path where its tree of columns is read; empty for the type itself
     * @throws ExportError `EXPORT_UNKNOWN_EXPORTER`, `EXPORT_FORBIDDEN`; `EXPORT_UNKNOWN_COLUMN` and
     * `EXPORT_FIELD_FORBIDDEN` of the path
     */
    details: async (origin: Origin, access: Access, name: string, path: string): Promise<ExporterDetails['data']> => {
      const exporter = exporters.open(origin, name);
      const model = schema.model(exporter.uid) as Model;
      const grant = await access.grant(exporter.uid);
      const rights = { schema, access };
      if (grant === null) throw await forbidden(rights, exporter.uid);
      const place = { model, grant, prefix: '' };
      if (exporter.columns === null) {
        const columns = await listColumns({ rights, place, views, path });
        return { ...(await describe(exporter, model, grant)), path, columns };
      }
      if (path !== '')
        throw problem('EXPORT_UNKNOWN_COLUMN', 'path', 'no_fields', `${name} has no columns below others.`);
      const own = [...exporter.columns, ...exporter.lists.flatMap((list) => list.columns)];
      const columns = await listOwnColumns({ rights, place, views, columns: own });
      return { ...(await describe(exporter, model, grant)), path, columns };
    },
  };
};

export type CatalogueService = ReturnType<typeof createCatalogueService>;
