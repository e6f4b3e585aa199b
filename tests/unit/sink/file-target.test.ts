import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { lendChunk } from '../../../server/src/memory/chunk-memory';
import { createFileTarget } from '../../../server/src/sink/file-target';

const folder = mkdtempSync(path.join(tmpdir(), 'export-file-target-'));

after(() => rmSync(folder, { recursive: true, force: true }));

const filled = (byte: number): Buffer => lendChunk(30_000 + byte).fill(byte);

describe('a file on disk', () => {
  it('has every byte, while memory of its chunks is used for the next ones', async () => {
    const file = path.join(folder, 'whole');
    const target = createFileTarget(file);
    const memories = new Set<ArrayBufferLike>();
    for (let byte = 0; byte < 200; byte += 1) {
      const chunk = filled(byte);
      memories.add(chunk.buffer);
      // Some wait, so that several are written at once.
      if (!target.write(chunk)) await once(target, 'drain');
    }
    target.end();
    await once(target, 'close');
    const written = readFileSync(file);
    let at = 0;
    for (let byte = 0; byte < 200; byte += 1) {
      const part = written.subarray(at, at + 30_000 + byte);
      assert.ok(part.length === 30_000 + byte && part.every((one) => one === byte), `chunk ${byte} is another one`);
      at += part.length;
    }
    assert.equal(at, written.length);
    assert.ok(memories.size < 100, `${memories.size} memories were needed`);
  });
});
