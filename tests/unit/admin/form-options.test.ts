import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { optionsFor, sentOptions, usualOptions } from '../../../admin/src/services/form-options';
import { parseRequest } from '../../../server/src/request/parse';
import { FORMATS } from '../../../shared/formats';

const VALUES = { choice: 'paths', text: '+', zone: 'Asia/Tokyo', pattern: 'yyyy' } as const;

describe('the options of a file', () => {
  it('are such as the server takes for the format, and usual where it says so', () => {
    for (const format of FORMATS) {
      const usual = usualOptions(format, {});
      const normalised: Record<string, unknown> = parseRequest({ exporter: 'x', format });
      for (const { key, kind } of optionsFor(format)) {
        // What is called usual beyond the server's defaults is the panel's own.
        if (key !== 'headers') assert.equal(usual[key], normalised[key], `${format} ${key}`);
        const value = kind === 'switch' ? usual[key] !== true : VALUES[kind];
        const sent = sentOptions({ [key]: value }, format, {});
        assert.deepEqual(sent, { [key]: value });
        assert.equal((parseRequest({ exporter: 'x', format, ...sent }) as Record<string, unknown>)[key], value);
      }
    }
  });

  it('are those of the exporter where it has its own, of the format first', () => {
    const defaults = { separator: ' / ', csv: { separator: ' + ' } };
    assert.equal(usualOptions('csv', defaults).separator, ' + ');
    assert.equal(usualOptions('xlsx', defaults).separator, ' / ');
  });
});
