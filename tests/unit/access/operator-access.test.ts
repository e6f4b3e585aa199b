import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createOperatorAccess } from '../../../server/src/access/operator-access';
import { ADMIN, CITY, HOTEL, schema, SECRET, USER } from '../plan/schema';
import { CLOSED, NEVER } from './never';

const access = createOperatorAccess(schema);

describe("the command line's rights", () => {
  it('are all content, less what never leaves', async () => {
    const grant = await access.grant(HOTEL);
    assert.ok(grant);
    const paths = ['name', 'stars', 'city', 'seo.title', 'rooms.seo.title', 'id', 'documentId', 'createdBy', 'zone'];
    for (const path of paths) assert.equal(grant.canRead(path), true, path);
    for (const path of NEVER) assert.equal(grant.canRead(path), false, path);
    assert.deepEqual([grant.rows, grant.locales], [null, null]);
    for (const uid of [CITY, SECRET, USER]) assert.ok(await access.grant(uid), uid);
    for (const uid of CLOSED) assert.equal(await access.grant(uid), null, uid);
  });

  it('hold no key to an account', async () => {
    const user = await access.grant(USER);
    for (const path of ['username', 'email']) assert.equal(user?.canRead(path), true, path);
    for (const path of ['password', 'resetPasswordToken', 'confirmationToken']) {
      assert.equal(user?.canRead(path), false, path);
    }
  });

  it('know administrators by name and nothing else', async () => {
    const people = await access.grant(ADMIN);
    for (const path of ['id', 'firstname', 'displayName']) assert.equal(people?.canRead(path), true, path);
    for (const path of ['email', 'password', 'registrationToken', 'roles', 'documentId']) {
      assert.equal(people?.canRead(path), false, path);
    }
  });

  it('have no lock', async () => {
    for (const uid of [HOTEL, ADMIN, ...CLOSED]) assert.equal(await access.lockOf(uid), null);
    assert.equal((await access.grant(HOTEL))?.lockOf('key'), null);
  });
});
