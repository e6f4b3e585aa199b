import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { everythingOf, exportablePaths, PEOPLE } from '../../../server/src/access/exportable-paths';
import {
  attributeOf,
  isContent,
  isCreatorField,
  isExportable,
  type Model,
  type Schema,
} from '../../../server/src/access/schema';
import { ADMIN, CITY, HOTEL, schema, SECRET, TAG, USER } from '../plan/schema';
import { CLOSED, NEVER } from './never';

const modelOf = (uid: string): Model => {
  const model = schema.model(uid);
  assert.ok(model, uid);
  return model;
};

describe('the paths that ever leave a type', () => {
  const isPath = exportablePaths(schema, HOTEL);

  it('are its own attributes and those of its components', () => {
    for (const path of [
      'id',
      'documentId',
      'name',
      'city',
      'zone',
      'seo',
      'seo.title',
      'seo.id',
      'rooms.seo.links.url',
    ]) {
      assert.equal(isPath(path), true, path);
    }
  });

  it('are never private, passwords, missing or of another type', () => {
    for (const path of NEVER) assert.equal(isPath(path), false, path);
    for (const path of ['name', 'id', '']) assert.equal(exportablePaths(schema, 'api::gone.gone')(path), false);
  });

  it('are fewer where a rule says so of any attribute on the way', () => {
    const narrow = everythingOf(schema, HOTEL, (_model, name) => name !== 'seo' && name !== 'name');
    for (const path of ['name', 'seo', 'seo.title', 'rooms.seo.title']) assert.equal(narrow.canRead(path), false, path);
    for (const path of ['stars', 'rooms.number', 'city']) assert.equal(narrow.canRead(path), true, path);
  });

  it('hold an attribute within a private component as little as the component', () => {
    const isPrivate: Schema['isPrivate'] = (model, name) => name === 'seo' || schema.isPrivate(model, name);
    const paths = exportablePaths({ ...schema, isPrivate }, HOTEL);
    assert.deepEqual(
      [paths('seo'), paths('seo.title'), paths('rooms.seo.title'), paths('name')],
      [...[false, false, false], true],
    );
  });
});

describe('an attribute', () => {
  it('leaves when it is a creator, private or not, on a content type and of administrators alone', () => {
    assert.equal(isExportable(schema, modelOf(HOTEL), 'createdBy'), true);
    assert.equal(isExportable(schema, modelOf(TAG), 'updatedBy'), true);
    const named = (target: string, modelType: Model['modelType']): Model => ({
      ...modelOf(SECRET),
      modelType,
      attributes: { createdBy: { type: 'relation', relation: 'oneToOne', target } },
    });
    assert.equal(isCreatorField(named(ADMIN, 'contentType'), 'createdBy'), true);
    assert.equal(isCreatorField(named(ADMIN, 'component'), 'createdBy'), false);
    assert.equal(isCreatorField(named(CITY, 'contentType'), 'createdBy'), false);
    const isPrivate = () => true;
    assert.equal(isExportable({ ...schema, isPrivate }, named(CITY, 'contentType'), 'createdBy'), false);
  });

  it('never leaves when it holds a key to an account, whatever the schema says', () => {
    for (const name of ['password', 'resetPasswordToken', 'confirmationToken']) {
      assert.equal(isExportable(schema, modelOf(USER), name), false, name);
    }
    const admin = Object.keys(modelOf(ADMIN).attributes).filter((name) => isExportable(schema, modelOf(ADMIN), name));
    assert.deepEqual(admin, ['firstname', 'lastname', 'username']);
    for (const name of ['email', 'password', 'roles', '']) assert.equal(PEOPLE.canRead(name), false, name);
  });

  it('is none by a name that every object answers to', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      assert.equal(attributeOf(modelOf(HOTEL), name), undefined);
      assert.equal(isExportable(schema, modelOf(HOTEL), name), false);
    }
  });
});

describe('content', () => {
  it('is neither a component, nor a table of Strapi, nor what a plugin hides', () => {
    for (const uid of [HOTEL, CITY, SECRET, USER]) assert.equal(isContent(modelOf(uid)), true, uid);
    for (const uid of [...CLOSED, ADMIN]) {
      const model = schema.model(uid);
      assert.ok(model === undefined || !isContent(model), uid);
    }
    const visible: Model = { ...modelOf(CITY), pluginOptions: { 'content-manager': { visible: true } } };
    assert.equal(isContent(visible), true);
    for (const uid of ['admin::api-token', 'strapi::core-store'])
      assert.equal(isContent({ ...visible, uid }), false, uid);
  });
});
