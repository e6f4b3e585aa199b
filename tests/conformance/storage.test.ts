import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createMeteredSink } from '../../server/src/sink/metered';
import type { FileStorage, Upload } from '../../server/src/storage/port';
import { until } from '../support/until';
import {
  ADAPTERS,
  bytesOf,
  DESCRIPTION,
  FAILED,
  listed,
  load,
  MIB,
  type Place,
  store,
  write,
  writeWhole,
} from './support/storages';

/** Several parts of every storage that has parts, the last one not full. */
const LARGE = bytesOf(20 * MIB + 7);

const CANNOT_LIST = 'a provider cannot tell what it keeps';

/** The moments of an upload's life, and the bytes that have been written by then. */
const MOMENTS: readonly (readonly [name: string, reach: (storage: FileStorage, key: string) => Promise<Upload>])[] = [
  ['before anything was written', (storage, key) => storage.create(key, DESCRIPTION)],
  [
    'after a few bytes',
    async (storage, key) => {
      const upload = await storage.create(key, DESCRIPTION);
      await write(upload, LARGE.subarray(0, 1_000));
      return upload;
    },
  ],
  [
    'after many bytes',
    async (storage, key) => {
      const upload = await storage.create(key, DESCRIPTION);
      await write(upload, LARGE);
      return upload;
    },
  ],
  [
    'while its last bytes are made safe',
    async (storage, key) => {
      const upload = await storage.create(key, DESCRIPTION);
      await write(upload, LARGE.subarray(0, 9 * MIB));
      upload.stream.end();
      return upload;
    },
  ],
  ['when it is whole', (storage, key) => writeWhole(storage, key, LARGE.subarray(0, 1_000))],
  ['when it is whole, and large', (storage, key) => writeWhole(storage, key, LARGE)],
  [
    'after it was published',
    async (storage, key) => {
      const upload = await writeWhole(storage, key, LARGE.subarray(0, 1_000));
      await upload.publish();
      return upload;
    },
  ],
  [
    'after its stream was destroyed by an error',
    async (storage, key) => {
      const upload = await storage.create(key, DESCRIPTION);
      await write(upload, LARGE.subarray(0, 12 * MIB));
      upload.stream.destroy(new Error('no more rows'));
      return upload;
    },
  ],
];

for (const { name, lists, open } of ADAPTERS) {
  describe(`the storage ${name}`, () => {
    let place: Place;
    let storage: FileStorage;

    beforeEach(async () => {
      place = await open();
      ({ storage } = place);
    });
    afterEach(() => place.close());

    it('has its name', () => assert.equal(storage.name, name));

    for (const size of [0, 1, 100_000, LARGE.length]) {
      it(`gives back a file of ${size} bytes as it was`, async () => {
        const bytes = LARGE.subarray(0, size);
        const file = await store(storage, `size${size}-1`, bytes);
        const seen = await load(storage, file);
        assert.ok(seen?.equals(bytes), `${String(seen?.length)} bytes`);
        assert.deepEqual(await place.lies(), [file.key]);
        await storage.delete(file);
        assert.deepEqual(await place.lies(), []);
      });
    }

    it('has nothing under a key while its file is being written', async () => {
      const upload = await storage.create('hidden-1', DESCRIPTION);
      await write(upload, LARGE.subarray(0, 12 * MIB));
      assert.equal((await place.lies()).includes('hidden-1'), false);
      await upload.discard();
    });

    it('gives any range of a file', async () => {
      const file = await store(storage, 'ranges-1', LARGE);
      const last = LARGE.length - 1;
      const middle = 9 * MIB - 3;
      const ranges = [
        ...[[0, 0] as const, [0, 99] as const, [last, last] as const, [last - 99, last] as const],
        ...[[middle, middle + 1_000_000] as const, [0, last] as const],
      ];
      for (const [start, end] of ranges) {
        const seen = await load(storage, file, { start, end });
        assert.ok(seen?.equals(LARGE.subarray(start, end + 1)), `${start}-${end}: ${String(seen?.length)} bytes`);
      }
      await storage.delete(file);
    });

    it('gives a file to several at once, and to the next when one stops reading', async () => {
      const file = await store(storage, 'readers-1', LARGE);
      for (let reader = 0; reader < 5; reader += 1) {
        const stream = await storage.read(file);
        for await (const chunk of stream ?? []) {
          assert.ok((chunk as Buffer).length > 0);
          break;
        }
      }
      const seen = await Promise.all([1, 2, 3].map(() => load(storage, file)));
      for (const bytes of seen) assert.ok(bytes?.equals(LARGE));
      await storage.delete(file);
    });

    it('has no file after it was deleted, which may be done twice', async () => {
      const file = await store(storage, 'deleted-1', LARGE.subarray(0, 10));
      await storage.delete(file);
      assert.equal(await load(storage, file), null);
      assert.equal(await load(storage, file, { start: 0, end: 3 }), null);
      await storage.delete(file);
    });

    it('deletes a file of which nothing but the key is known, and one that never was', async () => {
      await store(storage, 'unknown-1', LARGE.subarray(0, 10));
      await storage.delete({ key: 'unknown-1', reference: null });
      await storage.delete({ key: 'never-1', reference: null });
      assert.deepEqual(await place.lies(), []);
    });

    for (const [moment, reach] of MOMENTS) {
      it(`leaves nothing of a file that is discarded ${moment}`, async () => {
        const upload = await reach(storage, 'discarded-1');
        await upload.discard();
        assert.deepEqual(await place.lies(), []);
        await Promise.all([upload.discard(), upload.discard()]);
        assert.deepEqual(await place.lies(), []);
        assert.equal(upload.stream.destroyed, true);
      });
    }

    it('does not publish what was discarded', async () => {
      const upload = await storage.create('gone-1', DESCRIPTION);
      await write(upload, LARGE.subarray(0, 1_000));
      await upload.discard();
      await assert.rejects(upload.publish(), FAILED);
      assert.deepEqual(await place.lies(), []);
    });

    it('keeps the first error of a pipeline into it', async () => {
      const upload = await storage.create('rows-1', DESCRIPTION);
      const rows = async function* (): AsyncGenerator<Buffer> {
        yield LARGE.subarray(0, 10 * MIB);
        await pause(20);
        throw new Error('no more rows');
      };
      const sink = createMeteredSink(upload.stream, () => undefined);
      await assert.rejects(pipeline(rows, sink), /no more rows/);
      await upload.discard();
      assert.deepEqual(await place.lies(), []);
    });

    it('keeps two attempts at a job apart, also when one of them is discarded', async () => {
      const [first, second] = await Promise.all(['job-1', 'job-2'].map((key) => storage.create(key, DESCRIPTION)));
      assert.ok(first && second);
      await Promise.all([write(first, LARGE.subarray(0, 9 * MIB)), write(second, LARGE.subarray(7, 9 * MIB))]);
      await first.discard();
      await pipeline(Readable.from([LARGE.subarray(0, 3)]), second.stream);
      const file = { key: 'job-2', reference: await second.publish() };
      assert.deepEqual(await place.lies(), ['job-2']);
      const whole = Buffer.concat([LARGE.subarray(7, 9 * MIB), LARGE.subarray(0, 3)]);
      assert.ok((await load(storage, file))?.equals(whole));
      await storage.delete(file);
    });

    it('replaces a file under the same key', async () => {
      await store(storage, 'again-1', LARGE.subarray(0, 9 * MIB));
      const file = await store(storage, 'again-1', LARGE.subarray(0, 5));
      assert.ok((await load(storage, file))?.equals(LARGE.subarray(0, 5)));
      assert.deepEqual(await place.lies(), ['again-1']);
      await storage.delete(file);
    });

    it('lists finished and unfinished files, and removes them', { skip: lists ? false : CANNOT_LIST }, async () => {
      const begunAt = Date.now();
      await store(storage, 'listed-1', LARGE.subarray(0, 10));
      const upload = await storage.create('listed-2', DESCRIPTION);
      await write(upload, LARGE);
      await until('the unfinished one is there', async () => (await place.lies()).length === 2);
      const found = await listed(storage);
      const facts = found.map(({ key, isFinished }) => [key, isFinished] as const);
      assert.deepEqual(new Map(facts), new Map([['listed-1', true] as const, ['listed-2', false] as const]));
      for (const { modifiedAt } of found) assert.ok(Math.abs(modifiedAt.getTime() - begunAt) < 60_000);
      for (const one of found) await one.remove();
      assert.deepEqual(await place.lies(), []);
      assert.deepEqual(await listed(storage), []);
      for (const one of found) await one.remove();
      await upload.discard();
    });

    it('passes its own check, which leaves nothing', async () => {
      await storage.check();
      await Promise.all([storage.check(), storage.check()]);
      assert.deepEqual(await place.lies(), []);
    });

    it('tells how many bytes are free, if it can', async () => {
      const free = await storage.freeBytes();
      if (name === 'local') assert.ok(free !== null && free > 0);
      else assert.equal(free, null);
      assert.equal(storage.markers === null, name !== 'local');
    });
  });
}
