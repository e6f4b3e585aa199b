import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AddressLimits, limitAgainst } from '../../../server/src/access/allowed-addresses';

const NONE: AddressLimits = { site: null, roles: {}, exporter: null };

const IP = '10.0.0.1';
const HERE = ['10.0.0.0/8'];
const ELSEWHERE = ['192.0.2.0/24'];

describe('the addresses that exports may be asked for from', () => {
  it('are all where there is no list, known or not', () => {
    for (const ip of [IP, '::1', '', null]) assert.equal(limitAgainst(NONE, ['editor'], ip), null);
  });

  it('are those that every list has that applies', () => {
    for (const site of [null, HERE, ELSEWHERE]) {
      for (const role of [null, HERE, ELSEWHERE]) {
        for (const exporter of [null, HERE, ELSEWHERE]) {
          const limits = { site, roles: role === null ? {} : { editor: role }, exporter };
          const expected =
            (site === ELSEWHERE && 'site') || (role === ELSEWHERE && 'roles') || (exporter === ELSEWHERE && 'exporter');
          assert.equal(limitAgainst(limits, ['editor'], IP), expected || null, JSON.stringify(limits));
        }
      }
    }
  });

  it('are those that one of the roles with a list has', () => {
    const limits = { ...NONE, roles: { here: HERE, elsewhere: ELSEWHERE } };
    const cases: readonly (readonly [roles: string[], expected: 'roles' | null])[] = [
      [['here'], null],
      [['elsewhere'], 'roles'],
      [['elsewhere', 'here'], null],
      [['elsewhere', 'free'], 'roles'],
      [['free'], null],
      [[], null],
      [['constructor', 'toString'], null],
    ];
    for (const [roles, expected] of cases) assert.equal(limitAgainst(limits, roles, IP), expected, roles.join());
  });

  it('are not those that nobody knows', () => {
    const limited = [
      { ...NONE, site: ['0.0.0.0/0', '::/0'] },
      { ...NONE, roles: { editor: ['0.0.0.0/0', '::/0'] } },
      { ...NONE, exporter: ['0.0.0.0/0', '::/0'] },
    ];
    const found = ['', null, 'unknown'].map((ip) => limited.map((limits) => limitAgainst(limits, ['editor'], ip)));
    assert.deepEqual(found, Array(3).fill(['site', 'roles', 'exporter']));
  });
});
