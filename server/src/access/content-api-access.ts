import { type Access, type Requester, withMemory } from './access';
import { exportablePaths } from './operator-access';
import { isContent, type Schema } from './schema';

export interface ContentApiAccessInput {
  readonly schema: Schema;
  readonly requester: Requester;
  /** Whether the credential holds a content API scope, such as `api::hotel.hotel.find`. */
  hasScope(scope: string): Promise<boolean>;
}

/**
 * The rights of an end user or API token: a type is readable when its own `find` is, at the root and at every relation.
 * Which types may be the root at all is the site's choice (`contentApi.contentTypes`), checked by the service.
 */
export const createContentApiAccess = ({ schema, requester, hasScope }: ContentApiAccessInput): Access =>
  withMemory({
    requester,
    grant: async (uid) => {
      const model = schema.model(uid);
      if (model === undefined || !isContent(model) || !(await hasScope(`${uid}.find`))) return null;
      return { canRead: exportablePaths(schema, uid), rows: null };
    },
  });
