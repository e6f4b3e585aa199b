import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access, Requester } from '../../../server/src/access/access';
import { createContentApiAccess } from '../../../server/src/access/content-api-access';
import { ADMIN, CITY, HOTEL, schema, SECRET, TAG, USER } from '../plan/schema';
import { CLOSED, NEVER } from './never';

const requester: Requester = { kind: 'api-token', id: '1', name: 'tester' };

const accessWith = (scopes: (scope: string) => boolean, asked: string[] = []): Access =>
  createContentApiAccess({
    schema,
    requester,
    hasScope: async (scope) => {
      asked.push(scope);
      return scopes(scope);
    },
  });

const all = accessWith(() => true);

describe("an end user's or token's rights", () => {
  it('are the types whose find it holds, and ask for no other scope', async () => {
    const asked: string[] = [];
    const access = accessWith((scope) => scope === `${HOTEL}.find`, asked);
    const grant = await access.grant(HOTEL);
    assert.ok(grant);
    assert.equal(grant.canRead('name'), true);
    for (const path of NEVER) assert.equal(grant.canRead(path), false, path);
    assert.deepEqual([grant.rows, grant.locales, grant.lockOf('note')], [null, null, null]);
    assert.equal(await access.grant(CITY), null);
    for (const uid of CLOSED) assert.equal(await access.grant(uid), null, uid);
    assert.deepEqual(asked, [`${HOTEL}.find`, `${CITY}.find`]);
  });

  it('never reach what is no content, however many scopes it holds', async () => {
    for (const uid of [...CLOSED, ADMIN]) assert.equal(await all.grant(uid), null, uid);
  });

  it('name creators only where the type shows them to the content API', async () => {
    const [hotel, tag] = [await all.grant(HOTEL), await all.grant(TAG)];
    for (const path of ['createdBy', 'updatedBy']) {
      assert.equal(hotel?.canRead(path), false, path);
      assert.equal(tag?.canRead(path), true, path);
    }
  });

  it('hold no key to an account', async () => {
    const grant = await all.grant(USER);
    for (const path of ['password', 'resetPasswordToken', 'confirmationToken', 'createdBy']) {
      assert.equal(grant?.canRead(path), false, path);
    }
    assert.equal(grant?.canRead('username'), true);
  });

  it('are locked by the missing find', async () => {
    const access = accessWith((scope) => scope === `${HOTEL}.find`);
    assert.equal(await access.lockOf(HOTEL), null);
    assert.equal(await access.lockOf(CITY), 'no-find-right');
  });

  it('name no lock for what never leaves', async () => {
    for (const uid of [...CLOSED, ADMIN]) assert.equal(await all.lockOf(uid), null, uid);
  });

  it('are none where the answer is an error', async () => {
    const hasScope = () => Promise.reject(new Error('no answer'));
    const access = createContentApiAccess({ schema, requester, hasScope });
    await assert.rejects(access.grant(SECRET), /no answer/);
    await assert.rejects(access.lockOf(SECRET), /no answer/);
  });
});
