import type { Core } from '@strapi/strapi';

import { tablesOf } from './model';
import { FILE, SITE_TYPES } from './uids';

const tablesOfSite = (strapi: Core.Strapi): string[] => {
  const components = Object.keys(strapi.components);
  const tables = [...SITE_TYPES, ...components, FILE].map((uid) => tablesOf(strapi, uid));
  const own = tables.map(([table]) => table).filter((table) => table !== undefined);
  const joins = tables.flatMap(([, ...rest]) => rest);

  // Join tables first: their rows refer to the others. A join table of the uploads' folders is of no other type.
  return [...new Set([...joins, ...own])];
};

/** Empties the site's content and the media library, and lets ids start at 1 again. People and settings stay. */
export const resetContent = async (strapi: Core.Strapi): Promise<void> => {
  const tables = tablesOfSite(strapi);
  const schema = strapi.db.getSchemaName();

  await strapi.db.connection.transaction(async (trx) => {
    switch (strapi.db.dialect.client) {
      case 'postgres': {
        const names = tables.map((table) => (schema === undefined ? [table] : [schema, table]));
        const list = names.map((name) => name.map(() => '??').join('.')).join(', ');
        await trx.raw(`truncate ${list} restart identity`, names.flat());
        break;
      }
      case 'mysql':
        // TRUNCATE refuses a table which others refer to, even when those are empty.
        await trx.raw('set foreign_key_checks = 0');
        for (const table of tables) {
          await trx.raw('truncate table ??', [table]);
        }
        await trx.raw('set foreign_key_checks = 1');
        break;
      default:
        for (const table of tables) {
          await trx(table).delete();
        }
        await trx('sqlite_sequence').whereIn('name', tables).delete();
    }
  });
};
