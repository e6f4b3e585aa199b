import { AUDIT_ENTRY } from '../../../shared/uids';
import { type Access, holdsNothing, type Requester, withMemory } from './access';
import { type AttributeRule, everythingOf } from './exportable-paths';
import { isContent, isCreatorField, type Schema } from './schema';

export interface ContentApiAccessInput {
  readonly schema: Schema;
  readonly requester: Requester;
  /** Whether the credential holds a content API scope, such as `api::hotel.hotel.find`. */
  hasScope(scope: string): Promise<boolean>;
}

/**
 * The rights of an end user or API token: a type is readable when its own `find` is, at the root and at every relation.
 * Which types may be the root at all is the site's choice (`contentApi.contentTypes`), checked by the service.
 *
 * Administrators are named only where Strapi's own API names them: as creators of a type with `populateCreatorFields`.
 */
export const createContentApiAccess = ({ schema, requester, hasScope }: ContentApiAccessInput): Access => {
  const isOpen: AttributeRule = (model, name) => !isCreatorField(model, name) || !schema.isPrivate(model, name);
  const isType = (uid: string): boolean => {
    const model = schema.model(uid);
    // The log is read in the panel alone, by whoever holds the right to.
    return model !== undefined && isContent(model) && uid !== AUDIT_ENTRY;
  };
  const isFindable = async (uid: string): Promise<boolean> => isType(uid) && (await hasScope(`${uid}.find`));
  return withMemory({
    requester,
    holds: holdsNothing,
    grant: async (uid) => ((await isFindable(uid)) ? everythingOf(schema, uid, isOpen) : null),
    lockOf: async (uid) => (!isType(uid) || (await isFindable(uid)) ? null : 'no-find-right'),
  });
};
