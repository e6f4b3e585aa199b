import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adminTokenRequester, apiTokenRequester, endUserRequester } from '../../../server/src/services/requesters';

describe('whoever asks', () => {
  it('has the role public without an account, so that what is said of this role holds', () => {
    assert.deepEqual(endUserRequester(null), { kind: 'end-user', id: 'public', name: 'public', roles: ['public'] });
  });

  it('has the type of the own role with one', () => {
    const user = { id: 7, username: 'ann', role: { type: 'authenticated' } };
    assert.deepEqual(endUserRequester(user).roles, ['authenticated']);
    assert.equal('roles' in endUserRequester({ ...user, role: null }), false);
  });

  it('has no role as a token', () => {
    for (const token of [apiTokenRequester({ id: 1, name: 'x' }), adminTokenRequester({ id: 2 }, '1')]) {
      assert.equal(token.roles, undefined);
    }
  });

  it("remembers its owner's roles as an admin token, which may be limited to addresses", () => {
    const owner = { id: 2, roles: [{ code: 'strapi-editor' }, {}] };
    assert.deepEqual(adminTokenRequester(owner, '1').ownerRoles, ['strapi-editor']);
  });
});
