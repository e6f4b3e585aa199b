import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bothFilters, withMemory } from '../../../server/src/access/access';
import { CITY, createGrant, HOTEL } from '../plan/schema';

const requester = { kind: 'admin-session', id: '1', name: 'tester' } as const;

describe('remembered rights', () => {
  it('are asked for once a type, also when asked for at once', async () => {
    const asked: string[] = [];
    const access = withMemory({
      requester,
      holds: () => false,
      grant: async (uid) => {
        asked.push(`grant ${uid}`);
        return uid === HOTEL ? createGrant() : null;
      },
      lockOf: async (uid) => {
        asked.push(`lock ${uid}`);
        return uid === HOTEL ? null : 'site-rule';
      },
    });
    await Promise.all([access.grant(HOTEL), access.grant(HOTEL), access.grant(CITY)]);
    await Promise.all([access.lockOf(CITY), access.lockOf(CITY)]);
    assert.equal(await access.grant(HOTEL), await access.grant(HOTEL));
    assert.deepEqual(await Promise.all([access.grant(CITY), access.lockOf(HOTEL), access.lockOf(CITY)]), [
      null,
      null,
      'site-rule',
    ]);
    assert.deepEqual(asked, [`grant ${HOTEL}`, `grant ${CITY}`, `lock ${CITY}`, `lock ${HOTEL}`]);
    assert.equal(access.requester, requester);
  });

  it('are never taken for given where asking fails', async () => {
    const fail = () => Promise.reject(new Error('no answer'));
    const access = withMemory({ requester, holds: () => false, grant: fail, lockOf: fail });
    await assert.rejects(access.grant(HOTEL), /no answer/);
    await assert.rejects(access.grant(HOTEL), /no answer/);
    await assert.rejects(access.lockOf(HOTEL), /no answer/);
  });
});

describe('two filters', () => {
  it('hold both, and the other where one is missing', () => {
    const [left, right] = [{ a: 1 }, { b: 2 }];
    assert.equal(bothFilters(null, null), null);
    assert.equal(bothFilters(left, null), left);
    assert.equal(bothFilters(null, right), right);
    assert.deepEqual(bothFilters(left, right), { $and: [left, right] });
  });
});
