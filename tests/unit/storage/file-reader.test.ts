import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { giveBackChunk } from '../../../server/src/memory/chunk-memory';
import { createFileReader } from '../../../server/src/storage/file-reader';

const folder = mkdtempSync(path.join(tmpdir(), 'export-file-reader-'));
const file = path.join(folder, 'file');
const content = Buffer.from(Array.from({ length: 1_000_000 }, (_none, at) => (at * 7919) % 251));
writeFileSync(file, content);

after(() => rmSync(folder, { recursive: true, force: true }));

/** What is read, by somebody who gives every piece back once it was copied. */
const read = async (range?: { start?: number; end?: number }): Promise<{ bytes: Buffer; memories: number }> => {
  const handle = await open(file, 'r');
  const pieces: Buffer[] = [];
  const memories = new Set<ArrayBufferLike>();
  for await (const piece of createFileReader(handle, range)) {
    memories.add((piece as Buffer).buffer);
    pieces.push(Buffer.from(piece as Buffer));
    giveBackChunk(piece as Buffer);
  }
  assert.equal(handle.fd, -1, 'the file is open still');
  return { bytes: Buffer.concat(pieces), memories: memories.size };
};

describe('a stored file', () => {
  it('is read whole, in memory that is used again', async () => {
    const { bytes, memories } = await read();
    assert.ok(bytes.equals(content));
    assert.ok(memories <= 3, `${memories} memories were needed`);
  });

  it('is read from one byte to another, both included, as far as it goes', async () => {
    for (const [start, end] of [
      [0, 0],
      [1, 300_000],
      [262_144, 524_287],
      [999_999, 999_999],
      [999_990, 2_000_000],
      [1_000_000, 1_000_010],
    ] as const) {
      const { bytes } = await read({ start, end });
      assert.ok(bytes.equals(content.subarray(start, end + 1)), `${start}–${end}`);
    }
  });

  it('is closed when nobody wants it any more', async () => {
    const handle = await open(file, 'r');
    const reader = createFileReader(handle);
    await once(reader, 'readable');
    reader.destroy();
    await once(reader, 'close');
    assert.equal(handle.fd, -1);
  });

  it('fails when it cannot be read', async () => {
    const handle = await open(folder, 'r');
    const reader = createFileReader(handle);
    reader.resume();
    const [error] = (await once(reader, 'error')) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'EISDIR');
  });
});
