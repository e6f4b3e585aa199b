import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Encoder } from '../../../server/src/encoder/port';
import type { RunInput } from '../../../server/src/run/run';
import { createEncoder, createSink, createSource, LINE, start } from './support';

describe('the end of a run', () => {
  it('may be of many pieces, none made before the one before was taken', async () => {
    const sink = createSink({ delay: 1 });
    let made = 0;
    let ahead = 0;
    const end = async function* () {
      for (let piece = 0; piece < 50; piece += 1) {
        await wait(0);
        made += 1;
        ahead = Math.max(ahead, made - sink.bytes().length / 2_000);
        yield Buffer.alloc(2_000, piece);
      }
    };
    const encoder = createEncoder({ begin: () => '', rows: () => '', end });
    const result = await start({ source: createSource(1), sink, encoder });
    assert.equal(result.bytes, 100_000);
    assert.deepEqual(sink.bytes().subarray(-2_000), Buffer.alloc(2_000, 49));
    assert.ok(ahead <= 3, `${ahead} pieces ahead`);
  });

  it('stops in the middle when it is aborted', async () => {
    const abort = new AbortController();
    let isLeft = false;
    let closed = 0;
    const end = async function* () {
      try {
        for (;;) yield Buffer.alloc(20_000);
      } finally {
        isLeft = true;
      }
    };
    const close = async () => {
      assert.equal(isLeft, true);
      closed += 1;
    };
    const sink = createSink({ delay: 1 });
    const done = start({ source: createSource(1), sink, encoder: createEncoder({ end, close }), signal: abort.signal });
    await wait(30);
    abort.abort();
    await assert.rejects(done, { name: 'AbortError' });
    assert.deepEqual([closed, sink.destroyed, sink.writableFinished], [1, true, false]);
  });

  it('closes the encoder in every outcome, when it has come to rest', async () => {
    const outcomes: readonly (readonly [Partial<RunInput>, Partial<Encoder>, RegExp | null])[] = [
      [{}, {}, null],
      [{ source: createSource(5, { failAt: 2 }) }, {}, /the database is gone/],
      [{ sink: createSink({ failAt: 2 }) }, {}, /the disk is full/],
      [{}, { end: () => Promise.reject(new Error('cannot encode')) }, /cannot encode/],
      [{ signal: AbortSignal.abort() }, {}, /aborted/],
      [{ signal: AbortSignal.timeout(20) }, { rows: () => wait(100, LINE) }, /aborted/],
    ];
    for (const [input, verbs, expected] of outcomes) {
      let closed = 0;
      let isBusy = false;
      const encoder = createEncoder(verbs);
      const { rows } = encoder;
      encoder.rows = async (batch) => {
        isBusy = true;
        const chunk = await rows(batch);
        isBusy = false;
        return chunk;
      };
      encoder.close = async () => {
        assert.equal(isBusy, false);
        closed += 1;
      };
      const done = start({ source: createSource(5), sink: createSink(), ...input, encoder });
      await (expected === null ? done : assert.rejects(done, expected));
      assert.equal(closed, 1, String(expected));
    }
  });

  it('closes source and encoder both, and hides no error by that', async () => {
    const close = () => Promise.reject(new Error('cannot delete'));
    const broken = { closeError: new Error('the connection is broken') };
    const failing = createSource(5, { failAt: 2, ...broken });
    const encoder = createEncoder({ close });
    await assert.rejects(start({ source: failing, sink: createSink(), encoder }), /the database is gone/);
    await assert.rejects(start({ source: createSource(1), sink: createSink(), encoder }), /cannot delete/);
    let closed = 0;
    const counting = createEncoder({ close: async () => void (closed += 1) });
    const source = createSource(1, broken);
    await assert.rejects(start({ source, sink: createSink(), encoder: counting }), /the connection is broken/);
    assert.deepEqual([source.closed, closed], [1, 1]);
  });
});
