import assert from 'node:assert/strict';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { it } from 'node:test';
import { createMeteredSink } from '../../../server/src/sink/metered';

const target = (write?: (chunk: Buffer, done: (error?: Error) => void) => void) => {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      if (write === undefined) done();
      else write(chunk, done);
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
};

it('hands everything on, and has ended when what is behind it has', async () => {
  const { stream, text } = target((_chunk, done) => {
    setTimeout(done, 5);
  });
  let bytes = 0;
  await pipeline(
    Readable.from([Buffer.from('ab'), Buffer.from('cde')]),
    createMeteredSink(stream, (count) => {
      bytes += count;
    }),
  );
  assert.equal(text(), 'abcde');
  assert.equal(bytes, 5);
  assert.ok(stream.writableFinished);
});

it('a meter that throws ends both before the bytes are handed on', async () => {
  const { stream, text } = target();
  const sink = createMeteredSink(stream, () => {
    throw new Error('full');
  });
  await assert.rejects(pipeline(Readable.from([Buffer.from('ab')]), sink), /full/);
  assert.equal(text(), '');
  assert.ok(stream.destroyed);
});

it('what breaks behind it breaks it, also between two writes', async () => {
  const failing = target((_chunk, done) => done(new Error('broken')));
  const running = pipeline(
    Readable.from([Buffer.from('ab')]),
    createMeteredSink(failing.stream, () => undefined),
  );
  await assert.rejects(running, /broken/);
  const idle = target();
  const source = new Readable({ read: () => undefined });
  const waiting = pipeline(
    source,
    createMeteredSink(idle.stream, () => undefined),
  );
  idle.stream.destroy(new Error('gone'));
  await assert.rejects(waiting, /gone/);
});
