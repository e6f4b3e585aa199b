import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ownText } from '../../../server/src/row/own-text';

const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};

describe('a text of its own', () => {
  it('is the same text, whatever it holds', () => {
    for (const text of ['', 'plain', '"\\\n\0', 'Zürich 🏨', '\uD800 alone', '__proto__'])
      assert.equal(ownText(text), text);
  });

  it('does not keep what it was cut out of', () => {
    const cut = (at: number): string => `${at} ${'x'.repeat(10_000)}`.toUpperCase().slice(0, 100);
    const kept = (keep: (text: string) => string): number => {
      collectGarbage();
      const before = process.memoryUsage().heapUsed;
      const texts = Array.from({ length: 2_000 }, (_none, at) => keep(cut(at)));
      collectGarbage();
      const after = process.memoryUsage().heapUsed;
      assert.equal(texts.length, 2_000);
      return after - before;
    };
    assert.ok(kept((text) => text) > 10_000_000, 'a part keeps the whole');
    assert.ok(kept(ownText) < 2_000_000);
  });
});
