import type { Core } from '@strapi/types';
import type { Filters } from '../access/access';
import type { ContentDatabase } from '../source/database';

/** Strapi's service that compiles what a REST query says. */
interface QueryParams {
  transform(uid: string, params: { readonly filters: Filters }): { readonly where?: object };
}

/** The site's database, as sources take it. */
export const contentDatabaseOf = (strapi: Core.Strapi): ContentDatabase => ({
  get db() {
    return strapi.db;
  },
  toWhere: (uid, filters) => strapi.get<QueryParams>('query-params').transform(uid, { filters }).where ?? {},
});
