import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Requester } from '../../../shared/requester';
import { type AddressesInput, createAddressesService } from '../../../server/src/services/addresses';
import { adminRequester, adminTokenRequester, apiTokenRequester } from '../../../server/src/services/requesters';

const OFFICE = '10.1.0.7';
const HOME = '198.51.100.7';

describe('the network that exports may be asked for from', () => {
  const allowedAddresses = { default: null, roles: { 'strapi-editor': ['10.1.0.0/16'] } };
  const strapi = { config: { get: () => ({ allowedAddresses }) } };
  const exporters = { find: (name: string) => (name === 'own' ? { allowedAddresses: [OFFICE] } : null) };
  const addresses = createAddressesService({ strapi, exporters } as unknown as AddressesInput);

  const refusal = (requester: Requester, ip: string | null, exporter?: string): string | undefined => {
    try {
      addresses.check({ ip, requester, exporter });
      return undefined;
    } catch (error) {
      const { code, problems } = error as { code: string; problems: readonly { rule: string }[] };
      assert.equal(code, 'EXPORT_ADDRESS_NOT_ALLOWED');
      return problems[0]?.rule;
    }
  };

  const editor = { id: 1, email: 'editor@example.com', roles: [{ code: 'strapi-editor' }] };
  const other = { id: 2, email: 'other@example.com', roles: [{ code: 'strapi-author' }] };

  it("is an admin token's as it is its owner's, so that no token gets around a role's list", () => {
    for (const requester of [adminRequester(editor), adminTokenRequester(editor, '7')]) {
      assert.equal(refusal(requester, OFFICE), undefined, requester.kind);
      assert.equal(refusal(requester, HOME), 'roles_list', requester.kind);
    }
    assert.equal(refusal(adminTokenRequester(other, '8'), HOME), undefined);
  });

  it("is an API token's whatever roles are limited to: it is nobody's", () => {
    assert.equal(refusal(apiTokenRequester({ id: 3, name: 'partner' }), HOME), undefined);
  });

  it('is that of the exporter, by its name, and of no other', () => {
    const requester = adminRequester(other);
    assert.equal(refusal(requester, HOME, 'own'), 'exporter_list');
    assert.equal(refusal(requester, null, 'own'), 'exporter_list');
    assert.equal(refusal(requester, OFFICE, 'own'), undefined);
    assert.equal(refusal(requester, HOME, 'gone'), undefined);
  });
});
