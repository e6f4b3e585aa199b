import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access } from '../../../server/src/access/access';
import { withContentRules } from '../../../server/src/access/content-rules';
import { createRulesService, type SiteRule } from '../../../server/src/services/rules';
import { createAccess, HOTEL, schema } from '../plan/schema';

const strapi = { contentTypes: { [HOTEL]: schema.model(HOTEL) }, components: {} } as never;

const wide = createAccess({ [HOTEL]: {} });

/** The rights that rules of one type leave, registered one after the other. */
const ruled = (...rules: readonly SiteRule[]): Access => {
  const service = createRulesService({ strapi });
  for (const rule of rules) service.register(HOTEL, rule);
  return withContentRules(schema, wide, service.of);
};

describe('rules of several exporters over one content type', () => {
  it('hold together: rows must meet all scopes', async () => {
    const grant = await ruled(
      { scope: () => ({ stars: 3 }) },
      { scope: () => ({}) },
      { scope: async () => ({ name: 'A' }) },
    ).grant(HOTEL);
    assert.deepEqual(grant?.rows, { $and: [{ stars: 3 }, { name: 'A' }] });
  });

  it('hold together: one that refuses, refuses', async () => {
    const access = ruled({ scope: () => ({}) }, { scope: () => null });
    assert.deepEqual([await access.grant(HOTEL), await access.lockOf(HOTEL)], [null, 'site-rule']);
  });

  it('hold together: a column is shown to whom all of them show it', async () => {
    const shown = await ruled({ visibleTo: { name: () => true } }, { visibleTo: { name: () => true } }).grant(HOTEL);
    const hidden = await ruled({ visibleTo: { name: () => true } }, { visibleTo: { name: () => false } }).grant(HOTEL);
    assert.deepEqual([shown?.canRead('name'), hidden?.canRead('name')], [true, false]);
  });

  it('are given the requester and the site', async () => {
    const seen: unknown[] = [];
    await ruled({ scope: (input) => (seen.push(input), {}) }).grant(HOTEL);
    assert.deepEqual(seen, [{ requester: wide.requester, strapi }]);
  });

  it('never open what a scope forgot to say', async () => {
    for (const scope of [undefined, 'all', [], { stars: undefined }, { nme: 'A' }]) {
      const forgetful: SiteRule = { scope: () => scope as never };
      for (const access of [ruled(forgetful), ruled(forgetful, { scope: () => ({ stars: 3 }) })]) {
        await assert.rejects(access.grant(HOTEL), /Export rule: scope of/, JSON.stringify(scope));
      }
    }
  });
});
