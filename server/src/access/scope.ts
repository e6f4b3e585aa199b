import type { Filters } from './access';
import { attributeOf, type Model, type Schema, UPLOAD_FILE } from './schema';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Whether a value is one that a database can compare with. */
const isOperand = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.every(isOperand);
  if (isRecord(value)) return Object.keys(value).length > 0 && Object.values(value).every(isOperand);
  return value !== undefined && !Number.isNaN(value);
};

const targetOf = (schema: Schema, model: Model, name: string): Model | undefined => {
  const attribute = attributeOf(model, name);
  return schema.model(attribute?.type === 'media' ? UPLOAD_FILE : (attribute?.component ?? attribute?.target ?? ''));
};

const wrong = (uid: string, path: string, message: string): Error =>
  new Error(`Export rule: scope of ${uid}: ${path === '' ? 'it' : path} ${message}.`);

const checkAt = (schema: Schema, uid: string, model: Model, filters: unknown, path: string): void => {
  if (!isRecord(filters)) throw wrong(uid, path, 'must be an object of filters, or null to refuse');
  for (const [key, value] of Object.entries(filters)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (key === '$and' || key === '$or') {
      if (!Array.isArray(value) || value.length === 0) throw wrong(uid, at, 'must be a list of conditions');
      for (const condition of value) checkCondition(schema, uid, model, condition, at);
    } else if (key === '$not') checkCondition(schema, uid, model, value, at);
    else if (key.startsWith('$')) throw wrong(uid, at, 'must stand behind an attribute');
    else checkAttribute(schema, uid, model, key, value, at);
  }
};

const checkCondition = (schema: Schema, uid: string, model: Model, filters: unknown, path: string): void => {
  if (isRecord(filters) && Object.keys(filters).length === 0) throw wrong(uid, path, 'holds an empty condition');
  checkAt(schema, uid, model, filters, path);
};

const checkAttribute = (
  schema: Schema,
  uid: string,
  model: Model,
  name: string,
  value: unknown,
  path: string,
): void => {
  const isKey = name === 'id' || name === 'documentId';
  if (!isKey && attributeOf(model, name) === undefined) throw wrong(uid, path, `is no attribute of ${model.uid}`);
  if (!isOperand(value)) throw wrong(uid, path, 'has a value that is missing or no number');
  const target = targetOf(schema, model, name);
  const isNested = isRecord(value) && !Object.keys(value).some((key) => key.startsWith('$') && key !== '$and');
  if (target !== undefined && isNested) checkAt(schema, uid, target, value, path);
};

/**
 * Looks at what a site's own code says of the rows. Strapi drops what it does not know from a filter, so that a mistyped
 * name, a missing value or an empty group would open every row.
 *
 * @throws Error naming the content type and the place, which ends the export
 */
export const checkScope = (schema: Schema, uid: string, scope: Filters): void => {
  const model = schema.model(uid);
  if (model !== undefined) checkAt(schema, uid, model, scope, '');
};
