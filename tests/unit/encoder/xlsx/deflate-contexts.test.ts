import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { createDeflateContexts } from '../../../../server/src/encoder/xlsx/deflate-contexts';
import { giveBackChunk } from '../../../../server/src/memory/chunk-memory';

const contexts = createDeflateContexts(1);

/** Keeps a copy, as what is lent is given back at once. */
const deflate = (piece: Uint8Array, isLast = false, { deflate: compress } = contexts): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    compress(piece, isLast, (error, compressed) => {
      if (error === null) resolve(Buffer.concat(compressed));
      else reject(error);
      compressed.forEach(giveBackChunk);
    });
  });

/** Pieces that compress well, hardly and not at all, short and long. */
const pieces = Array.from({ length: 60 }, (_none, at): Buffer => {
  const text = Buffer.from(`<c r="A${at}"><v>${at}</v></c>`.repeat(1 + ((at * 613) % 9_000)));
  return at % 3 === 0 ? Buffer.concat([text, randomBytes((at * 7_919) % 200_000)]) : text;
});

describe('states of zlib that are used again', () => {
  after(() => contexts.close());

  it('make one stream of pieces that are compressed one after the other', async () => {
    const stream: Buffer[] = [];
    for (const [at, piece] of pieces.entries()) stream.push(await deflate(piece, at + 1 === pieces.length));
    assert.ok(inflateRawSync(Buffer.concat(stream)).equals(Buffer.concat(pieces)));
  });

  it('make one stream of pieces that are compressed at the same time', async () => {
    const stream = await Promise.all(pieces.map((piece, at) => deflate(piece, at + 1 === pieces.length)));
    assert.ok(inflateRawSync(Buffer.concat(stream)).equals(Buffer.concat(pieces)));
  });

  it('write into the same memory again, which depends on what Node does not document', async (t) => {
    const reusing = createDeflateContexts(1);
    const piece = Buffer.from('<c><v>1</v></c>'.repeat(1_000) + randomBytes(20_000).toString('base64'));
    await deflate(piece, false, reusing);
    // Node asks for it by the name that everybody has.
    const asked = t.mock.method(Buffer, 'allocUnsafe');
    for (let at = 0; at < 20; at += 1) await deflate(piece, false, reusing);
    const large = asked.mock.calls.filter(({ arguments: [size] }) => size >= 65_536);
    assert.equal(large.length, 0);
    reusing.close();
  });

  it('refuse a level that zlib does not know', () => {
    assert.throws(() => createDeflateContexts(99).deflate(Buffer.from('x'), true, () => undefined), RangeError);
  });

  it('can be closed while they compress, and twice', async () => {
    const closing = createDeflateContexts(1);
    const compressed = deflate(Buffer.from('text'), true, closing);
    closing.close();
    closing.close();
    assert.equal(inflateRawSync(await compressed).toString(), 'text');
  });
});
