import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTextBytes } from '../../../server/src/encoder/text-bytes';

describe('texts as bytes', () => {
  const TEXTS = ['', 'plain', 'Zürich', '東京', '🏨', '\uD800 alone', '\0', 'x'.repeat(100_000), '語'.repeat(50_000)];

  it('are what Buffer makes of all of them, however long they are', () => {
    const bytes = createTextBytes();
    for (let round = 0; round < 3; round += 1) {
      for (const text of TEXTS) bytes.add(text);
      const expected = Buffer.concat(TEXTS.map((text) => Buffer.from(text)));
      assert.equal(bytes.length, expected.length);
      assert.deepEqual(bytes.take(), expected);
      assert.equal(bytes.length, 0);
    }
  });

  it('stay as they were taken when more are added', () => {
    const bytes = createTextBytes();
    bytes.add('first');
    const first = bytes.take();
    bytes.add('OTHER');
    assert.equal(first.toString(), 'first');
    assert.equal(bytes.take().toString(), 'OTHER');
    assert.equal(bytes.take().length, 0);
  });
});
