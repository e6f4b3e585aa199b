import type { Access, Filters, Grant } from '../../../server/src/access/access';
import type { Schema } from '../../../server/src/access/schema';
import type { Place } from '../../../server/src/plan/hop';
import { ExportError } from '../../../server/src/errors/export-error';
import assert from 'node:assert/strict';
import { type Attributes, CITY, HOTEL, MODELS, REMARK, TAG, USER } from './models';

export * from './models';

/** A site's schema, by hand. */
export const schema: Schema = {
  model: (uid) => MODELS.find((model) => model.uid === uid),
  contentTypes: () => MODELS.filter(({ modelType }) => modelType === 'contentType').map(({ uid }) => uid),
  isPrivate: ({ attributes }, name) => (attributes as Attributes)[name]?.private === true,
  isLocalized: ({ pluginOptions }) => pluginOptions?.['i18n']?.localized === true,
  locales: () => Promise.resolve(['en', 'de', 'fr']),
  defaultLocale: () => Promise.resolve('en'),
};

interface TypeRights {
  /** Refused paths. */
  readonly without?: readonly string[];
  readonly rows?: Filters;
  readonly locales?: readonly string[];
}

/** A grant on everything but the refused paths. */
export const createGrant = ({ without = [], rows, locales }: TypeRights = {}): Grant => ({
  canRead: (path) => !without.includes(path),
  lockOf: (path) => (without.includes(path) ? 'no-read-right' : null),
  rows: rows ?? null,
  locales: locales ?? null,
});

/** Rights by type; a type that is not named is closed. */
export const createAccess = (rights: Readonly<Record<string, TypeRights>>): Access => ({
  requester: { kind: 'admin-session', id: '1', name: 'tester' },
  holds: () => false,
  grant: (uid) => {
    const own = rights[uid];
    return Promise.resolve(own === undefined ? null : createGrant(own));
  },
  lockOf: (uid) => Promise.resolve(rights[uid] === undefined ? 'no-read-right' : null),
});

/** Everything but the closed type, and the administrators. */
export const open = createAccess({ [HOTEL]: {}, [CITY]: {}, [TAG]: {}, [REMARK]: {}, [USER]: {} });

/** The place where a walk begins. */
export const placeOf = async (access: Access, uid = HOTEL): Promise<Place> => {
  const model = schema.model(uid);
  const grant: Grant | null = await access.grant(uid);
  assert.ok(model !== undefined && grant !== null);
  return { model, grant, prefix: '' };
};

/** Code, field and rule of what must be refused. */
export const refusal = async (attempt: () => unknown): Promise<string> => {
  try {
    await attempt();
  } catch (error) {
    assert.ok(error instanceof ExportError, String(error));
    const [first] = error.problems;
    return [error.code, first?.field, first?.rule].filter((part) => part !== undefined).join(' ');
  }
  return assert.fail('It was taken');
};
