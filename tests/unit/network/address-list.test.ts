import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAddressList } from '../../../server/src/network/address-list';
import { addressList, parseAddress, parseRange } from '../../../server/src/network/address-range';

const includes = (range: string, ip: string | null): boolean => createAddressList([range]).includes(ip);

describe('a list of addresses', () => {
  it('has what its ranges have, to the bit', () => {
    const cases: readonly (readonly [range: string, inside: string, outside: string])[] = [
      ['10.0.0.0/8', '10.255.255.255', '11.0.0.0'],
      ['192.0.2.128/25', '192.0.2.128', '192.0.2.127'],
      ['192.0.2.4/31', '192.0.2.5', '192.0.2.6'],
      ['192.0.2.1', '192.0.2.1', '192.0.2.2'],
      ['192.0.2.1/32', '192.0.2.1', '192.0.2.0'],
      ['2001:db8::/32', '2001:db8:ffff::1', '2001:db9::'],
      ['2001:db8::1/128', '2001:db8::1', '2001:db8::2'],
      ['2001:db8::1', '2001:DB8:0:0:0:0:0:1', '2001:db8::'],
      ['2001:db8::/127', '2001:db8::1', '2001:db8::2'],
      ['::1', '0:0:0:0:0:0:0:1', '::'],
    ];
    for (const [range, inside, outside] of cases) {
      assert.equal(includes(range, inside), true, `${inside} in ${range}`);
      assert.equal(includes(range, outside), false, `${outside} in ${range}`);
    }
  });

  it('has a range whose address has bits behind its prefix as a whole', () => {
    assert.equal(includes('10.1.2.3/8', '10.9.9.9'), true);
  });

  it('has all of one family, and nothing of the other, with a prefix of no bits', () => {
    for (const ip of ['0.0.0.0', '203.0.113.9', '255.255.255.255', '::ffff:203.0.113.9']) {
      assert.equal(includes('0.0.0.0/0', ip), true, ip);
      assert.equal(includes('::/0', ip), false, ip);
    }
    for (const ip of ['::', '::1', '2001:db8::1', 'ffff::', 'fe80::1%eth0']) {
      assert.equal(includes('::/0', ip), true, ip);
      assert.equal(includes('0.0.0.0/0', ip), false, ip);
    }
  });

  it('takes IPv4 within IPv6 for IPv4, however either is written', () => {
    for (const ip of ['::ffff:10.0.0.1', '::FFFF:a00:1', '0:0:0:0:0:ffff:0a00:0001', '10.0.0.1']) {
      for (const range of ['10.0.0.0/8', '::ffff:10.0.0.0/104', '::ffff:a00:0/104', '::ffff:10.0.0.1']) {
        assert.equal(includes(range, ip), true, `${ip} in ${range}`);
      }
      assert.equal(includes('11.0.0.0/8', ip), false, ip);
    }
    assert.equal(includes('::ffff:0.0.0.0/96', '203.0.113.9'), true);
    // Compatible and translated addresses look alike, and are not the same.
    for (const ip of ['::10.0.0.1', '::ffff:0:10.0.0.1', '64:ff9b::10.0.0.1']) {
      assert.equal(includes('10.0.0.0/8', ip), false, ip);
    }
  });

  it('does not look at the zone of an address', () => {
    assert.equal(includes('fe80::/10', 'fe80::1%eth0'), true);
    assert.equal(includes('fe80::1', 'fe80::1%25'), true);
    assert.equal(includes('10.0.0.1', '::ffff:10.0.0.1%lo'), true);
  });

  it('has one range as good as another', () => {
    const list = createAddressList(['192.0.2.1', '2001:db8::/32', '10.0.0.0/8']);
    const found = ['10.1.1.1', '192.0.2.1', '2001:db8::9', '192.0.2.2', '::1'].map((ip) => list.includes(ip));
    assert.deepEqual(found, [true, true, true, false, false]);
  });

  it('has nobody whose address is not known', () => {
    const list = createAddressList(['0.0.0.0/0', '::/0']);
    for (const ip of [
      null,
      '',
      'unknown',
      '10.0.0.1:8080',
      '[::1]',
      '10.0.0',
      '010.0.0.1',
      '10.0.0.0/8',
      ' 10.0.0.1',
    ]) {
      assert.equal(list.includes(ip), false, String(ip));
    }
  });
});

describe('a range of addresses', () => {
  const WRONG: readonly string[] = [
    ...[
      '',
      'localhost',
      '10.0.0',
      '10.0.0.256',
      '010.0.0.1',
      '10.0.0.0/33',
      '10.0.0.0/-1',
      '10.0.0.0/',
      '/8',
      '10.0.0.0/08',
    ],
    ...['10.0.0.0/8/8', '10.0.0.0/255.0.0.0', '10.0.0.1-10.0.0.9', '10.*', ' 10.0.0.1', '10.0.0.1 ', '2001:db8::/129'],
    ...['2001:db8:::/32', '[::1]', 'fe80::1%eth0', 'fe80::%eth0/10', '::ffff:10.0.0.0/8', '10.0.0.0/8\n'],
  ];

  it('is refused when it is none', () => {
    for (const text of WRONG) assert.equal(parseRange(text), null, JSON.stringify(text));
  });

  it('stops the boot, named by its place', () => {
    for (const text of WRONG) {
      const { issues = [] } = addressList.safeParse(['10.0.0.0/8', text]).error ?? {};
      assert.deepEqual(issues[0]?.path, [1], JSON.stringify(text));
      assert.throws(() => createAddressList([text]), /is no range of addresses/);
    }
    assert.match(addressList.safeParse([]).error?.issues[0]?.message ?? '', /admits nobody/);
  });

  it('is read in one form', () => {
    assert.deepEqual(parseRange('2001:DB8:0:0::/32'), { text: '2001:db8::', family: 'ipv6', prefix: 32 });
    assert.deepEqual(parseRange('::ffff:10.0.0.0/104'), { text: '10.0.0.0', family: 'ipv4', prefix: 8 });
    assert.deepEqual(parseAddress('FE80::1%eth0'), { text: 'fe80::1', family: 'ipv6' });
  });
});
