import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Access, type Requester, withMemory } from '../../../server/src/access/access';
import { createContentApiAccess } from '../../../server/src/access/content-api-access';
import { createOperatorAccess } from '../../../server/src/access/operator-access';
import { type AbilityRule, createPanelAccess, type ReadPermission } from '../../../server/src/access/panel-access';
import { CITY, HOTEL, schema, SECRET } from '../plan/schema';

const requester: Requester = { kind: 'admin-session', id: '1', name: 'tester' };

const panel = (permission: Partial<ReadPermission>): Access =>
  createPanelAccess({
    schema,
    requester,
    readPermission: () => ({ isAllowed: true, rules: [], rows: null, ...permission }),
  });

const rule = (fields?: readonly string[], conditions?: object): AbilityRule => ({
  inverted: false,
  ...(fields && { fields }),
  ...(conditions && { conditions }),
});

const PATHS = ['name', 'stars', 'city', 'seo.title', 'rooms.seo.title'];
const readable = async (rules: readonly AbilityRule[]): Promise<string[]> => {
  const grant = await panel({ rules }).grant(HOTEL);
  assert.ok(grant);
  return PATHS.filter((path) => grant.canRead(path));
};

const NEVER = [
  'key',
  'note',
  'hidden',
  'seo.draft',
  'rooms.seo.draft',
  'nope',
  'seo.nope',
  'name.x',
  '',
  '__proto__',
  'constructor',
  'constructor.name',
  'seo.constructor',
];
const CLOSED = ['api::gone.gone', 'admin::user', 'plugin::x.hidden', 'shared.seo', 'strapi::core-store', 'constructor'];

describe("an admin's rights", () => {
  it('are none without the read right, whatever the rules and conditions say', async () => {
    assert.equal(await panel({ isAllowed: false, rules: [rule()], rows: {} }).grant(HOTEL), null);
  });

  it('never reach what is no content, however wide the ability', async () => {
    for (const uid of CLOSED) assert.equal(await panel({ rules: [rule()] }).grant(uid), null, uid);
  });

  it('never reach private attributes, passwords and what does not exist', async () => {
    const grant = await panel({ rules: [rule(), rule(NEVER)] }).grant(HOTEL);
    for (const path of NEVER) assert.equal(grant?.canRead(path), false, path);
  });

  it('are all fields where a rule names none', async () => {
    assert.deepEqual(await readable([rule()]), PATHS);
    assert.deepEqual(await readable([rule(['name']), rule()]), PATHS);
  });

  it('add up over rules without conditions', async () => {
    assert.deepEqual(await readable([rule(['name']), rule(['stars', 'seo.title'])]), ['name', 'stars', 'seo.title']);
    assert.deepEqual(await readable([rule([])]), []);
    assert.deepEqual(await readable([]), []);
  });

  it('are what every rule allows where one has conditions, since it speaks of some rows only', async () => {
    const own = { 'createdBy.id': 1 };
    assert.deepEqual(await readable([rule(['name', 'stars'], own), rule(['name', 'city'])]), ['name']);
    assert.deepEqual(await readable([rule(['name', 'stars']), rule(['stars'], own), rule(['stars', 'city'], own)]), [
      'stars',
    ]);
    assert.deepEqual(await readable([rule(['name'], own)]), ['name']);
    assert.deepEqual(await readable([rule(undefined, own), rule(['name'])]), ['name']);
    assert.deepEqual(await readable([rule(['name'], own), rule()]), ['name']);
    assert.deepEqual(await readable([rule(undefined, own)]), PATHS);
    assert.deepEqual(await readable([rule(['name'], {}), rule(['stars'])]), ['name', 'stars'], 'no condition in it');
  });

  it('lose the fields that an inverted rule takes away', async () => {
    assert.deepEqual(await readable([rule(), { inverted: true, fields: ['stars', 'city'] }]), [
      'name',
      'seo.title',
      'rooms.seo.title',
    ]);
    const refused = { inverted: true, fields: ['name'], conditions: { id: 1 } };
    assert.deepEqual(await readable([rule(['name', 'stars']), refused]), ['stars']);
  });

  it('hold the system fields of whatever may be read', async () => {
    const grant = await panel({ rules: [rule([])] }).grant(HOTEL);
    for (const path of ['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'locale']) {
      assert.equal(grant?.canRead(path), true, path);
    }
    assert.equal(grant?.canRead('seo.id'), false, 'a component has them only with a readable leaf');
  });

  it('carry the conditions as filters', async () => {
    const rows = { $and: [{ stars: { $eq: 5 } }] };
    assert.deepEqual((await panel({ rules: [rule()], rows }).grant(HOTEL))?.rows, rows);
  });
});

describe("the command line's rights", () => {
  it('are all content, less what never leaves', async () => {
    const access = createOperatorAccess(schema);
    const grant = await access.grant(HOTEL);
    for (const path of [...PATHS, 'id', 'documentId']) assert.equal(grant?.canRead(path), true, path);
    for (const path of NEVER) assert.equal(grant?.canRead(path), false, path);
    assert.equal(grant?.rows, null);
    for (const uid of CLOSED) assert.equal(await access.grant(uid), null, uid);
  });
});

describe("an end user's or token's rights", () => {
  it('are the types whose find it holds, and ask for no other scope', async () => {
    const asked: string[] = [];
    const access = createContentApiAccess({
      schema,
      requester,
      hasScope: (scope) => {
        asked.push(scope);
        return Promise.resolve(scope === `${HOTEL}.find`);
      },
    });
    const grant = await access.grant(HOTEL);
    assert.ok(grant);
    assert.equal(grant.canRead('name'), true);
    for (const path of NEVER) assert.equal(grant.canRead(path), false, path);
    assert.equal(await access.grant(CITY), null);
    for (const uid of CLOSED) assert.equal(await access.grant(uid), null, uid);
    assert.deepEqual(asked, [`${HOTEL}.find`, `${CITY}.find`]);
  });

  it('are none where the answer is an error', async () => {
    const hasScope = () => Promise.reject(new Error('no answer'));
    await assert.rejects(createContentApiAccess({ schema, requester, hasScope }).grant(SECRET), /no answer/);
  });
});

describe('remembered rights', () => {
  it('are asked for once a type, also when asked for at once', async () => {
    let asked = 0;
    const access = withMemory({
      requester,
      grant: () => {
        asked += 1;
        return Promise.resolve(null);
      },
    });
    await Promise.all([access.grant(HOTEL), access.grant(HOTEL), access.grant(CITY)]);
    await access.grant(HOTEL);
    assert.equal(asked, 2);
  });
});
