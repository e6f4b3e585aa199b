import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { config } from '../../server/src/config';

describe("the plugin's configuration", () => {
  it('is right as it is by default', () => {
    config.validator(config.default);
  });

  it('stops the boot naming every wrong key and its rule', () => {
    const wrong = { ...config.default, maxRows: 0, contentApi: { contentTypes: 'all' }, surprise: true };
    assert.throws(
      () => config.validator(wrong),
      (error: Error) => {
        assert.match(error.message, /content-export\.config\.maxRows: .*>0/);
        assert.match(error.message, /content-export\.config\.contentApi\.contentTypes: .*array/);
        assert.match(error.message, /surprise/);
        return true;
      },
    );
  });

  const withQueue = (changes: object): object => ({
    ...config.default,
    queue: { ...config.default.queue, ...changes },
  });

  it('has what the driver redis needs', () => {
    config.validator(withQueue({ driver: 'redis', redis: 'rediss://cache.example.com:6380/2' }));
    config.validator(withQueue({ driver: 'redis', redis: { host: '::1', port: 6379, db: 2 } }));
    for (const redis of [null, '', 'cache.example.com:6379', 'http://cache.example.com']) {
      assert.throws(
        () => config.validator(withQueue({ driver: 'redis', redis })),
        /content-export\.config\.queue\.redis/,
      );
    }
  });

  it('has lists of addresses and ranges', () => {
    const withAddresses = (allowedAddresses: object): object => ({ ...config.default, allowedAddresses });
    config.validator(withAddresses({ default: ['10.0.0.0/8', '::1'], roles: { editor: ['2001:db8::/32'] } }));
    const cases: readonly (readonly [object, RegExp])[] = [
      [
        { default: ['10.0.0.0/8', 'office'], roles: {} },
        /allowedAddresses\.default\.1: Expected an address or a range/,
      ],
      [{ default: [], roles: {} }, /allowedAddresses\.default: An empty list admits nobody/],
      [{ default: null, roles: { editor: ['10.0.0.256'] } }, /allowedAddresses\.roles\.editor\.0: Expected an address/],
      [{ default: null, roles: {}, exporters: {} }, /allowedAddresses: .*exporters/],
    ];
    for (const [wrong, message] of cases) assert.throws(() => config.validator(withAddresses(wrong)), message);
  });

  it("leaves the beginning of Redis' keys to queue.prefix", () => {
    const redis = { host: '127.0.0.1', keyPrefix: 'mine:' };
    assert.throws(
      () => config.validator(withQueue({ driver: 'redis', redis })),
      /content-export\.config\.queue\.redis\.keyPrefix: .*queue\.prefix/,
    );
  });
});
