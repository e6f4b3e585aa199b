import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compactJson } from '../../../server/src/source/compact-json';

describe('compact JSON', () => {
  it('has the tokens of the text and no space between them', () => {
    const values = [{ a: 1, 'b c': [1, ' two ', '\\', '"', '\\" x'] }, [], 'a  b', null, { deep: { er: ['\n \t'] } }];
    for (const value of values) {
      const compact = JSON.stringify(value);
      assert.equal(compactJson(JSON.stringify(value, null, 3)), compact);
      assert.equal(compactJson(compact), compact);
    }
  });

  it('keeps digits that a number would lose', () => {
    assert.equal(compactJson('{ "n": 12345678901234567890.10 }'), '{"n":12345678901234567890.10}');
  });

  it('takes strings of many megabytes', () => {
    const text = JSON.stringify({ long: 'x y'.repeat(10_000_000) });
    assert.equal(compactJson(`${text} `), text);
  });
});
