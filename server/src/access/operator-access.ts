import { type Access, withMemory } from './access';
import { attributeOf, isContent, isExportable, type Schema } from './schema';

/**
 * Whether every attribute on a path within one type, through its components, may ever leave.
 */
const isExportablePath = (schema: Schema, uid: string, path: string): boolean => {
  let model = schema.model(uid);
  for (const name of path.split('.')) {
    if (model === undefined || !isExportable(schema, model, name)) return false;
    const component: string | undefined = attributeOf(model, name)?.component;
    model = component === undefined ? undefined : schema.model(component);
  }
  return true;
};

/** A path check that only knows what never leaves; the ground that narrower rights stand on. */
export const exportablePaths =
  (schema: Schema, uid: string) =>
  (path: string): boolean =>
    isExportablePath(schema, uid, path);

/** The command line's authority: all content, except private attributes and passwords. */
export const createOperatorAccess = (schema: Schema): Access =>
  withMemory({
    requester: { kind: 'operator', id: 'cli', name: 'command line' },
    grant: (uid) => {
      const model = schema.model(uid);
      if (model === undefined || !isContent(model)) return Promise.resolve(null);
      return Promise.resolve({ canRead: exportablePaths(schema, uid), rows: null });
    },
  });
