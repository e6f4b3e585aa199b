import { type Access, holdsNothing, withMemory } from './access';
import { everythingOf, PEOPLE } from './exportable-paths';
import { ADMIN_USER, isContent, type Schema } from './schema';

/** The command line's authority: all content, except private attributes and passwords. */
export const createOperatorAccess = (schema: Schema): Access =>
  withMemory({
    requester: { kind: 'operator', id: 'cli', name: 'command line' },
    holds: holdsNothing,
    grant: (uid) => {
      if (uid === ADMIN_USER) return Promise.resolve(PEOPLE);
      const model = schema.model(uid);
      return Promise.resolve(model !== undefined && isContent(model) ? everythingOf(schema, uid) : null);
    },
    lockOf: () => Promise.resolve(null),
  });
