import type { Core } from '@strapi/strapi';

import type { BulkWriter } from './bulk-writer';
import { plainStamps } from './dates';
import { contentTable } from './model';
import { documentIdOf } from './random';
import { COUNTRIES, SUPPLIERS } from './reference-data';
import { createNextId } from './sequences';
import { COUNTRY, SUPPLIER } from './uids';

/** Row ids in the order of the lists in reference-data.ts. */
export interface ReferenceIds {
  readonly countries: readonly number[];
  readonly suppliers: readonly number[];
}

type Entity = Readonly<Record<string, unknown>>;

const writeAll = async (
  strapi: Core.Strapi,
  writer: BulkWriter,
  uid: typeof COUNTRY,
  kind: string,
  entities: readonly Entity[],
) => {
  const names = Object.keys(entities[0] ?? {});
  const table = contentTable(strapi, uid, ['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', ...names]);
  const nextId = await createNextId(strapi, table.name);

  const ids = entities.map((entity, index) => {
    const id = nextId();
    writer.add(table, table.toRow({ id, documentId: documentIdOf(kind, index), ...plainStamps(index), ...entity }));

    return id;
  });

  return { ids, table: table.name };
};

/** Writes the countries and the suppliers. */
export const writeReference = async (strapi: Core.Strapi, writer: BulkWriter) => {
  const countries = await writeAll(
    strapi,
    writer,
    COUNTRY,
    'country',
    COUNTRIES.map(([code, name]) => ({ code, name })),
  );
  const suppliers = await writeAll(strapi, writer, SUPPLIER, 'supplier', SUPPLIERS);
  await writer.flush();
  const ids: ReferenceIds = { countries: countries.ids, suppliers: suppliers.ids };

  return { ids, tables: [countries.table, suppliers.table] };
};
