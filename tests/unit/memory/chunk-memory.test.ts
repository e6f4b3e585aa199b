import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { giveBackChunk, lendChunk } from '../../../server/src/memory/chunk-memory';

describe('the memory of chunks', () => {
  // What others have left is driven out, by pieces that are too long for the tests here.
  before(() => {
    const long = Array.from({ length: 8 }, () => lendChunk(500_000));
    for (const chunk of long) giveBackChunk(chunk);
  });

  it('is lent again only when it was given back, and once', () => {
    const first = lendChunk(70_000);
    const second = lendChunk(70_000);
    assert.notEqual(second.buffer, first.buffer);
    giveBackChunk(first);
    giveBackChunk(first);
    const third = lendChunk(69_000);
    assert.equal(third.buffer, first.buffer);
    assert.equal(third.length, 69_000);
    assert.notEqual(lendChunk(69_000).buffer, first.buffer);
  });

  it('is given back by any view of it', () => {
    const chunk = lendChunk(50_000);
    giveBackChunk(chunk.subarray(10, 20));
    assert.equal(lendChunk(50_000).buffer, chunk.buffer);
  });

  it('is never what somebody else has', () => {
    const foreign = Buffer.alloc(40_000, 'x');
    giveBackChunk(foreign);
    const small = Buffer.from('in the pool of Node');
    giveBackChunk(small);
    for (let at = 0; at < 20; at += 1) {
      const { buffer } = lendChunk(at);
      assert.notEqual(buffer, foreign.buffer);
      assert.notEqual(buffer, small.buffer);
    }
  });

  it('is not kept where it is very long, or where much is kept', () => {
    const long = lendChunk(2_000_000);
    giveBackChunk(long);
    assert.notEqual(lendChunk(2_000_000).buffer, long.buffer);
    const many = Array.from({ length: 400 }, () => lendChunk(60_000));
    for (const chunk of many) giveBackChunk(chunk);
    const again = new Set(Array.from({ length: 400 }, () => lendChunk(60_000).buffer));
    const kept = many.filter(({ buffer }) => again.has(buffer)).length;
    assert.ok(kept > 0 && kept * 60_000 <= 2_000_000, `${kept} were kept`);
  });

  it('is not the memory of a much longer one', () => {
    const long = lendChunk(300_000);
    giveBackChunk(long);
    assert.notEqual(lendChunk(100_000).buffer, long.buffer);
    assert.equal(lendChunk(290_000).buffer, long.buffer);
  });
});
