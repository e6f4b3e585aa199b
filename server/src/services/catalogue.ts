import type { Core } from '@strapi/types';
import type { Exporter, ExporterDetails } from '../../../shared/contracts/exporters';
import { FORMATS } from '../../../shared/formats';
import type { Access, Grant } from '../access/access';
import { displayName, isContent, type Model, type Schema } from '../access/schema';
import { configOf } from '../config';
import { problem } from '../errors/export-error';
import { listColumns } from '../plan/catalogue';
import { readableLocales } from '../plan/locales';
import { forbidden } from '../plan/locks';
import type { Views } from '../plan/view';
import { hasDrafts } from '../plan/virtual-fields';

export interface CatalogueInput {
  readonly strapi: Core.Strapi;
  readonly schema: Schema;
  readonly views: Views;
}

const byLabel = (left: Exporter, right: Exporter): number =>
  left.label.localeCompare(right.label, 'en') || left.name.localeCompare(right.name, 'en');

/** Tells what a caller may export, and of what columns it consists. */
export const createCatalogueService = ({ strapi, schema, views }: CatalogueInput) => {
  const describe = async (model: Model, grant: Grant): Promise<Exporter> => ({
    name: model.uid,
    label: displayName(model),
    kind: model.kind ?? 'collectionType',
    hasDrafts: hasDrafts(model),
    locales: schema.isLocalized(model) ? await readableLocales(schema, grant) : null,
    formats: FORMATS,
    maxRows: configOf(strapi).maxRows,
  });

  const contentOf = (uid: string): Model | null => {
    const model = schema.model(uid);
    return model === undefined || !isContent(model) ? null : model;
  };

  return {
    /** @param among UIDs of the content types that are looked at; all of the site's when left out */
    list: async (access: Access, among: readonly string[] = schema.contentTypes()): Promise<Exporter[]> => {
      const exporters = await Promise.all(
        among.map(async (uid): Promise<Exporter | null> => {
          const model = contentOf(uid);
          const grant = model === null ? null : await access.grant(uid);
          return model === null || grant === null ? null : describe(model, grant);
        }),
      );
      return exporters.filter((exporter) => exporter !== null).sort(byLabel);
    },

    /**
     * @param uid of a content type
     * @param path where its tree of columns is read; empty for the type itself
     * @throws ExportError `EXPORT_UNKNOWN_EXPORTER`, `EXPORT_FORBIDDEN`; `EXPORT_UNKNOWN_COLUMN` and
     * `EXPORT_FIELD_FORBIDDEN` of the path
     */
    details: async (access: Access, uid: string, path: string): Promise<ExporterDetails['data']> => {
      const model = contentOf(uid);
      if (model === null) {
        throw problem('EXPORT_UNKNOWN_EXPORTER', 'exporter', 'unknown_exporter', `${uid} cannot be exported.`);
      }
      const grant = await access.grant(uid);
      if (grant === null) throw await forbidden({ schema, access }, uid);
      const place = { model, grant, prefix: '' };
      const columns = await listColumns({ rights: { schema, access }, place, views, path });
      return { ...(await describe(model, grant)), path, columns };
    },
  };
};

export type CatalogueService = ReturnType<typeof createCatalogueService>;
