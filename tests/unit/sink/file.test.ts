import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createFileSink } from '../../../server/src/sink/file';

const chunks = async function* (count: number, failAt = Infinity): AsyncGenerator<Buffer> {
  for (let at = 0; at < count; at += 1) {
    await wait(0);
    if (at === failAt) throw new Error('no more rows');
    yield Buffer.alloc(10_000, at);
  }
};

describe('a file', () => {
  let folder = '';
  let target = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'export-sink-'));
    target = path.join(folder, 'hotels "1" ü.csv');
  });

  after(() => rm(folder, { recursive: true }));

  const clear = async (): Promise<void> => {
    for (const name of await readdir(folder)) await rm(path.join(folder, name));
  };

  it('appears under its name only when it is published', async () => {
    await clear();
    const sink = createFileSink(target);
    await pipeline(chunks(10), sink.stream);
    assert.equal((await readdir(folder)).includes(path.basename(target)), false);
    await sink.publish();
    assert.deepEqual(await readdir(folder), [path.basename(target)]);
    assert.equal((await readFile(target)).length, 100_000);
  });

  it('replaces an older one in one step', async () => {
    await clear();
    await writeFile(target, 'older');
    const sink = createFileSink(target);
    await pipeline(chunks(1), sink.stream);
    assert.equal(await readFile(target, 'utf8'), 'older');
    await sink.publish();
    assert.equal((await readFile(target)).length, 10_000);
  });

  it('leaves an older one alone, and nothing else, when writing fails', async () => {
    await clear();
    await writeFile(target, 'older');
    const sink = createFileSink(target);
    await assert.rejects(pipeline(chunks(10, 5), sink.stream), /no more rows/);
    await sink.discard();
    assert.deepEqual(await readdir(folder), [path.basename(target)]);
    assert.equal(await readFile(target, 'utf8'), 'older');
  });

  it('can be discarded before anything was written, and leaves nothing open', async () => {
    await clear();
    const sink = createFileSink(target);
    await sink.discard();
    await wait(20);
    assert.deepEqual(await readdir(folder), []);
    assert.equal(sink.stream.closed, true);
  });

  it('can be discarded twice', async () => {
    await clear();
    const sink = createFileSink(target);
    await pipeline(chunks(1), sink.stream);
    await sink.discard();
    await sink.discard();
    assert.deepEqual(await readdir(folder), []);
  });

  it('can be written by two at once, and the last to finish stays', async () => {
    await clear();
    const sinks = [createFileSink(target), createFileSink(target)];
    await Promise.all(sinks.map((sink, at) => pipeline(chunks(at + 1), sink.stream)));
    for (const sink of sinks) await sink.publish();
    assert.deepEqual(await readdir(folder), [path.basename(target)]);
    assert.equal((await readFile(target)).length, 20_000);
  });

  it('tells whoever writes that its folder is missing, also when that was known long before', async () => {
    const sink = createFileSink(path.join(folder, 'missing', 'hotels.csv'));
    // Without a listener the error of opening would end the process here.
    await wait(50);
    await assert.rejects(pipeline(chunks(1), sink.stream), { code: 'ENOENT' });
    await sink.discard();
  });
});
