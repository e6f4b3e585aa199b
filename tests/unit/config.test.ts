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
});
