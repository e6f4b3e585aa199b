import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { createWarnings } from '../../../server/src/run/warnings';
import { createEncoder, createSink, createSource, start } from './support';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('a run', () => {
  it('writes begin, every batch in order and end, and counts rows and bytes', async () => {
    const source = createSource(5);
    const sink = createSink();
    const progress: number[] = [];
    const result = await start({ source, sink, onProgress: (rows) => progress.push(rows) });
    const lines = sink.bytes().toString().split('\n');
    assert.deepEqual([lines[0], lines.length, lines.at(-2)], ['begin 10', 53, 'end 50']);
    assert.deepEqual(
      lines.slice(1, -2).map((line) => parseInt(line)),
      Array.from({ length: 50 }, (_none, at) => at),
    );
    assert.deepEqual([result.rows, result.bytes, result.sha256], [50, sink.bytes().length, null]);
    assert.deepEqual(progress, [10, 20, 30, 40, 50]);
    assert.ok(result.milliseconds > 0);
    assert.equal(source.closed, 1);
  });

  it('is a whole file without rows', async () => {
    const sink = createSink();
    const result = await start({ source: createSource(0), sink });
    assert.equal(sink.bytes().toString(), 'begin 0\nend 0\n');
    assert.equal(result.rows, 0);
    assert.equal(sink.writableFinished, true);
  });

  it('has the checksum and the size of the bytes in the sink, compressed or not', async () => {
    for (const gzip of [false, true]) {
      const sink = createSink();
      const result = await start({ source: createSource(20), sink, gzip, wantsChecksum: true });
      assert.deepEqual([result.sha256, result.bytes], [sha256(sink.bytes()), sink.bytes().length]);
    }
  });

  it('gunzips to the same bytes', async () => {
    const plain = createSink();
    const gzipped = createSink();
    await start({ source: createSource(20), sink: plain });
    await start({ source: createSource(20), sink: gzipped, gzip: true });
    assert.deepEqual(gunzipSync(gzipped.bytes()), plain.bytes());
    assert.ok(gzipped.bytes().length < plain.bytes().length / 10);
  });

  it('takes binary chunks, skips empty ones, and waits for an encoder that is slow', async () => {
    const sink = createSink();
    const encoder = createEncoder({
      begin: () => '',
      rows: async () => {
        await wait(1);
        return new Uint8Array([65]);
      },
      end: () => new Uint8Array(),
    });
    await start({ source: createSource(3), sink, encoder });
    assert.equal(sink.bytes().toString(), 'AAA');
  });

  it('does not read ahead of a slow sink', async () => {
    const source = createSource(100);
    const sink = createSink({ delay: 5 });
    let written = 0;
    let ahead = 0;
    const write = sink._write.bind(sink);
    sink._write = (...args) => {
      written += 1;
      ahead = Math.max(ahead, source.read - written);
      write(...args);
    };
    await start({ source, sink });
    assert.ok(ahead <= 3, `${ahead} batches ahead`);
  });

  it('hands nothing on before the first batch is there', async () => {
    const sink = createSink();
    await assert.rejects(start({ source: createSource(5, { failAt: 0 }), sink }), /the database is gone/);
    assert.equal(sink.bytes().length, 0);
    assert.equal(sink.destroyed, true);
  });

  it('throws what the source threw, ends no sink and closes the source', async () => {
    const source = createSource(5, { failAt: 3 });
    const sink = createSink();
    await assert.rejects(start({ source, sink }), /the database is gone/);
    assert.deepEqual([sink.destroyed, sink.writableFinished, source.closed], [true, false, 1]);
    assert.ok(sink.bytes().length > 0);
  });

  it('throws what the encoder threw, in each of its verbs', async () => {
    const fail = () => {
      throw new Error('cannot encode');
    };
    for (const verb of ['begin', 'rows', 'end'] as const) {
      const source = createSource(5);
      const sink = createSink();
      await assert.rejects(start({ source, sink, encoder: createEncoder({ [verb]: fail }) }), /cannot encode/);
      assert.deepEqual([sink.destroyed, sink.writableFinished, source.closed], [true, false, 1], verb);
    }
  });

  it('throws what the sink threw, and reads no further', async () => {
    for (const gzip of [false, true]) {
      const source = createSource(500);
      const sink = createSink({ failAt: 2 });
      const encoder = createEncoder({
        rows: () => Buffer.from(Array.from({ length: 50_000 }, () => Math.random() * 256)),
      });
      await assert.rejects(start({ source, sink, gzip, encoder }), /the disk is full/);
      assert.ok(source.read < 20, `${source.read} batches`);
      assert.equal(source.closed, 1);
    }
  });

  it('throws the first error, even where giving the connection back fails as well', async () => {
    const source = createSource(5, { failAt: 2, closeError: new Error('the connection is broken') });
    await assert.rejects(start({ source, sink: createSink() }), /the database is gone/);
    assert.equal(source.closed, 1);
  });

  it('stops in the middle when it is aborted: no more reading, source closed, sink destroyed', async () => {
    for (const gzip of [false, true]) {
      const abort = new AbortController();
      const source = createSource(1_000);
      const sink = createSink({ delay: 1 });
      const encoder = createEncoder({
        rows: () => Buffer.from(Array.from({ length: 20_000 }, () => Math.random() * 256)),
      });
      const done = start({ source, sink, gzip, encoder, signal: abort.signal });
      await wait(50);
      abort.abort();
      await assert.rejects(done, { name: 'AbortError' });
      const { read } = source;
      await wait(20);
      assert.equal(source.read, read);
      assert.ok(read > 0 && read < 1_000);
      assert.deepEqual([sink.destroyed, sink.writableFinished, source.closed], [true, false, 1]);
    }
  });

  it('does not begin when it is aborted already', async () => {
    const source = createSource(5);
    const sink = createSink();
    await assert.rejects(start({ source, sink, signal: AbortSignal.abort() }), { name: 'AbortError' });
    assert.deepEqual([sink.bytes().length, source.closed], [0, 1]);
  });

  it('leaves other work its turn while it runs', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await start({ source: createSource(100), sink: createSink() });
    clearInterval(timer);
    assert.ok(turns > 5, `${turns} turns`);
  });
});

describe('warnings', () => {
  it('add up by kind', () => {
    const warnings = createWarnings();
    assert.deepEqual(warnings.list(), []);
    warnings.add('cells-cut');
    warnings.add('formulas-neutralised', 3);
    warnings.add('cells-cut', 2);
    assert.deepEqual(warnings.list(), [
      { kind: 'cells-cut', cells: 3 },
      { kind: 'formulas-neutralised', cells: 3 },
    ]);
  });
});
