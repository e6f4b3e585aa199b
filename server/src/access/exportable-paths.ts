import type { Grant } from './access';
import { attributeOf, isExportable, type Model, PEOPLE_FIELDS, type Schema } from './schema';

/** Whether an attribute may be passed or read, beside being exportable at all. */
export type AttributeRule = (model: Model, name: string) => boolean;

const everyAttribute: AttributeRule = () => true;

/**
 * Whether every attribute on a path within one type, through its components, may ever leave; the ground that narrower
 * rights stand on.
 */
export const exportablePaths =
  (schema: Schema, uid: string, rule: AttributeRule = everyAttribute) =>
  (path: string): boolean => {
    let model = schema.model(uid);
    for (const name of path.split('.')) {
      if (model === undefined || !isExportable(schema, model, name) || !rule(model, name)) return false;
      const component: string | undefined = attributeOf(model, name)?.component;
      model = component === undefined ? undefined : schema.model(component);
    }
    return true;
  };

/** A grant on all that ever leaves of a type or component. */
export const everythingOf = (schema: Schema, uid: string, rule?: AttributeRule): Grant => ({
  canRead: exportablePaths(schema, uid, rule),
  lockOf: () => null,
  rows: null,
  locales: null,
});

/** What documents tell of the administrators who made them. */
export const PEOPLE: Grant = {
  canRead: (path) => PEOPLE_FIELDS.includes(path),
  lockOf: () => null,
  rows: null,
  locales: null,
};
