import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access, Grant, Requester } from '../../../server/src/access/access';
import { createPanelAccess, type PanelAction, type Permission } from '../../../server/src/access/panel-access';
import type { AbilityRule } from '../../../server/src/access/permitted-fields';
import { ADMIN, HOTEL, schema } from '../plan/schema';
import { letsFieldThrough, letsRowThrough, randomRules, ROWS, rule } from './ability';
import { CLOSED, NEVER } from './never';
import { createRandom } from './random';

const requester: Requester = { kind: 'admin-session', id: '1', name: 'tester' };

type Permissions = Partial<Readonly<Record<PanelAction, Partial<Permission>>>>;

const ALL: Permission = { isAllowed: true, rules: [rule()], rows: null };

/** What is not said is allowed. */
const panel = (permissions: Permissions = {}): Access =>
  createPanelAccess({
    schema,
    requester,
    holds: () => false,
    permission: (action) => ({ ...ALL, ...permissions[action] }),
  });

const grantOf = async (permissions?: Permissions): Promise<Grant> => {
  const grant = await panel(permissions).grant(HOTEL);
  assert.ok(grant);
  return grant;
};

const PATHS = ['name', 'stars', 'city', 'seo.title', 'rooms.seo.title'];
const readable = async (
  read: readonly AbilityRule[],
  exported: readonly AbilityRule[] = [rule()],
): Promise<string[]> => {
  const grant = await grantOf({ read: { rules: read }, export: { rules: exported } });
  return PATHS.filter((path) => grant.canRead(path));
};

describe("an admin's rights", () => {
  it('are none without the read right or without the export right, whatever rules and conditions say', async () => {
    for (const action of ['read', 'export'] as const) {
      const access = panel({ [action]: { isAllowed: false, rows: {} } });
      assert.equal(await access.grant(HOTEL), null);
      assert.equal(await access.lockOf(HOTEL), `no-${action}-right`);
    }
    const neither = panel({ read: { isAllowed: false }, export: { isAllowed: false } });
    assert.equal(await neither.lockOf(HOTEL), 'no-read-right');
    assert.equal(await panel().lockOf(HOTEL), null);
  });

  it('are asked for of the very type and of both actions', async () => {
    const asked: string[] = [];
    const access = createPanelAccess({
      schema,
      requester,
      holds: () => false,
      permission: (action, uid) => {
        asked.push(`${action} ${uid}`);
        return ALL;
      },
    });
    await access.grant(HOTEL);
    assert.deepEqual([...new Set(asked)], [`read ${HOTEL}`, `export ${HOTEL}`]);
  });

  it('never reach what is no content, however wide the ability, and no lock tells that it exists', async () => {
    const none = panel({ read: { isAllowed: false } });
    for (const uid of CLOSED) {
      assert.equal(await panel().grant(uid), null, uid);
      assert.equal(await panel().lockOf(uid), null, uid);
      assert.equal(await none.lockOf(uid), null, uid);
    }
  });

  it('never reach private attributes, passwords and what does not exist', async () => {
    const grant = await grantOf({ read: { rules: [rule(), rule(NEVER)] }, export: { rules: [rule(NEVER)] } });
    for (const path of NEVER) assert.equal(grant.canRead(path), false, path);
  });

  it('know administrators by name and nothing else, whatever the ability says of them', async () => {
    for (const access of [panel(), panel({ read: { isAllowed: false }, export: { isAllowed: false } })]) {
      const people = await access.grant(ADMIN);
      assert.ok(people);
      const fields = ['id', 'firstname', 'lastname', 'username', 'displayName'];
      for (const path of fields) assert.equal(people.canRead(path), true, path);
      for (const path of ['email', 'password', 'resetPasswordToken', 'registrationToken', 'roles', 'documentId', '']) {
        assert.equal(people.canRead(path), false, path);
      }
      assert.equal(await access.lockOf(ADMIN), null);
    }
  });

  it('are the fields that both rights hold', async () => {
    assert.deepEqual(await readable([rule()]), PATHS);
    assert.deepEqual(await readable([rule(['name', 'stars'])], [rule(['stars', 'city'])]), ['stars']);
    assert.deepEqual(await readable([rule(['name'])], [rule(['city'])]), []);
    assert.deepEqual(await readable([], [rule()]), []);
    assert.deepEqual(await readable([rule()], [rule([])]), []);
  });

  it('lose the fields that a rule of either right takes away', async () => {
    const refused = { inverted: true, fields: ['name', 'seo.title'], conditions: { id: 1 } };
    assert.deepEqual(await readable([rule(), refused]), ['stars', 'city', 'rooms.seo.title']);
    assert.deepEqual(await readable([rule()], [rule(), refused]), ['stars', 'city', 'rooms.seo.title']);
    const systemField = { inverted: true, fields: ['createdAt'] };
    assert.equal((await grantOf({ read: { rules: [rule(), systemField] } })).canRead('createdAt'), false);
  });

  it('name the right that a field lacks, the read right first', async () => {
    const grant = await grantOf({
      read: { rules: [rule(['name', 'city'])] },
      export: { rules: [rule(['name', 'stars'])] },
    });
    const locks = ['name', 'stars', 'city', 'story'].map((path) => grant.lockOf(path));
    assert.deepEqual(locks, [null, 'no-read-right', 'no-export-right', 'no-read-right']);
  });

  it('name no right for what never leaves', async () => {
    const grant = await grantOf({ read: { rules: [rule(['name'])] } });
    for (const path of NEVER) assert.equal(grant.lockOf(path), null, path);
  });

  it('hold the system fields of whatever may be read', async () => {
    const grant = await grantOf({ read: { rules: [rule([])] }, export: { rules: [rule([])] } });
    const system = ['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'locale'];
    for (const path of [...system, 'localizations', 'createdBy', 'updatedBy']) {
      assert.equal(grant.canRead(path), true, path);
      assert.equal(grant.lockOf(path), null, path);
    }
    assert.equal(grant.canRead('seo.id'), false, 'a component has them only with a readable leaf');
  });

  it('carry the conditions of both rights as filters', async () => {
    const mine = { $and: [{ 'createdBy.id': 1 }] };
    const good = { stars: { $eq: 5 } };
    assert.equal((await grantOf()).rows, null);
    assert.deepEqual((await grantOf({ read: { rows: mine } })).rows, mine);
    assert.deepEqual((await grantOf({ export: { rows: good } })).rows, good);
    assert.deepEqual((await grantOf({ read: { rows: mine }, export: { rows: good } })).rows, { $and: [mine, good] });
  });

  it('are the locales that both rights hold', async () => {
    const within = (...codes: string[]): Partial<Permission> => ({
      rules: [rule(undefined, { $and: [{ locale: { $in: codes } }] })],
    });
    assert.equal((await grantOf()).locales, null);
    assert.deepEqual((await grantOf({ read: within('en', 'de') })).locales, ['en', 'de']);
    assert.deepEqual((await grantOf({ export: within('en') })).locales, ['en']);
    assert.deepEqual((await grantOf({ read: within('en', 'de'), export: within('de', 'fr') })).locales, ['de']);
    assert.deepEqual((await grantOf({ read: within('en'), export: within('fr') })).locales, []);
  });

  it('hold in every row that both rights let through, for any rules', async () => {
    const random = createRandom(4);
    const fields = ['name', 'stars', 'city'];
    for (let round = 0; round < 2_000; round += 1) {
      const read = randomRules(random, fields, true);
      const exported = randomRules(random, fields, true);
      const grant = await grantOf({ read: { rules: read }, export: { rules: exported } });
      const rows = ROWS.filter((row) => letsRowThrough(read, row) && letsRowThrough(exported, row));
      for (const field of fields.filter((name) => grant.canRead(name))) {
        for (const row of rows) {
          const isAllowed = letsFieldThrough(read, row, field) && letsFieldThrough(exported, row, field);
          assert.ok(isAllowed, JSON.stringify({ read, exported, row, field }));
        }
        assert.equal(grant.lockOf(field), null);
      }
      for (const field of fields.filter((name) => !grant.canRead(name))) assert.notEqual(grant.lockOf(field), null);
    }
  });
});
