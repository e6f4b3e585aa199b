import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getHeapSpaceStatistics } from 'node:v8';
import { makeYoungGarbage } from '../../../server/src/memory/young-garbage';

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_used_size ?? 0;

describe('garbage of the young generation', () => {
  it('is about as many bytes as were told, or a collection came about', () => {
    for (const bytes of [1_000, 65_536, 500_000]) {
      const before = youngBytes();
      const last = makeYoungGarbage(bytes);
      const more = youngBytes() - before;
      assert.ok(more < 0 || (more >= bytes && more < bytes * 1.5 + 20_000), `${bytes}: ${more}`);
      assert.ok(last.length > 0 && last.length <= 4_096);
    }
  });
});
