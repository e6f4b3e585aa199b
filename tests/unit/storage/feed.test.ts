import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, it, mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createFeed } from '../../../server/src/storage/feed';

const FAILED = { name: 'ExportError', code: 'EXPORT_STORAGE_FAILED' };

const readAll = async (body: Readable): Promise<string> => (await body.toArray()).join('');

const never = (): Promise<void> => new Promise<void>(() => undefined);

describe('a stream that somebody else takes in', () => {
  it('finishes when the taker has everything, and not before', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { stream, taken } = createFeed(async (body) => {
      const text = await readAll(body);
      await released;
      return text;
    });
    stream.end('all of it');
    await turn();
    await turn();
    assert.equal(stream.writableFinished, false);
    release();
    assert.equal(await taken, 'all of it');
    await turn();
    assert.equal(stream.writableFinished, true);
  });

  it('makes the writer wait for a taker that does not read', async () => {
    const { stream, giveUp } = createFeed(async (body) => {
      await new Promise((resolve) => body.once('error', resolve));
    });
    let written = 0;
    const piece = Buffer.alloc(100_000);
    const writeOn = (): void => {
      stream.write(piece, (error) => {
        if (error) return;
        written += 1;
        writeOn();
      });
    };
    writeOn();
    for (let time = 0; time < 20; time += 1) await turn();
    // What both ends of the stream may hold, and the piece that did not fit.
    assert.ok(written <= 12, String(written));
    await giveUp(async () => undefined);
  });

  it('is destroyed by what the taker fails with', async () => {
    for (const fail of [
      () => Promise.reject(Object.assign(new Error('no room'), { code: 'ENOSPC' })),
      () => {
        throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
      },
    ]) {
      const { stream } = createFeed(fail);
      await assert.rejects(pipeline(Readable.from([Buffer.alloc(100_000)]), stream), { code: 'EXPORT_STORAGE_FULL' });
    }
  });

  it('is not whole because its taker says so', async () => {
    const { stream } = createFeed(async (body) => {
      for await (const chunk of body) return String(chunk);
      return '';
    });
    stream.write('half of it');
    await new Promise((resolve) => stream.once('close', resolve));
    assert.equal(stream.errored?.name, 'ExportError');
  });

  it('tells the taker by an error that it was given up', async () => {
    const { stream, taken } = createFeed(readAll);
    stream.write('half of it');
    stream.destroy();
    await assert.rejects(taken, FAILED);
  });

  it('removes what the taker made after the taker has come to its end, and hides what goes wrong then', async () => {
    const steps: string[] = [];
    const { giveUp } = createFeed(async (body) => {
      await readAll(body).catch(() => undefined);
      await turn();
      steps.push('the taker ends');
    });
    await giveUp(async () => {
      steps.push('it is removed');
      throw new Error('not removed');
    });
    assert.deepEqual(steps, ['the taker ends', 'it is removed']);
  });

  it('is not held up for ever by a taker that does not end', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      let isRemoved = false;
      const { giveUp } = createFeed(never);
      const givenUp = giveUp(async () => {
        isRemoved = true;
      });
      mock.timers.tick(30_000);
      await givenUp;
      assert.equal(isRemoved, false);
    } finally {
      mock.timers.reset();
    }
  });
});
