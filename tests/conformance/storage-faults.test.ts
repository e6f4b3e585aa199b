import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createMeteredSink } from '../../server/src/sink/metered';
import type { FileStorage, Upload } from '../../server/src/storage/port';
import { createGate } from './support/queues';
import { cutting, failing, holding, isUploading } from './support/s3-server';
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
} from './support/storages';

/** Several parts of every storage that has parts, the last one not full. */
const LARGE = bytesOf(20 * MIB + 7);

for (const { name, lists, hasRequests, open } of ADAPTERS) {
  describe(
    `the storage ${name}, when it is slow or fails`,
    { skip: hasRequests ? false : 'a disk has no requests' },
    () => {
      let place: Place;
      let storage: FileStorage;

      beforeEach(async () => {
        place = await open();
        ({ storage } = place);
      });
      afterEach(() => place.close());

      it('makes a writer wait once little more than what is under way is written', async () => {
        const gate = createGate();
        place.meet(holding(gate.opened));
        const upload = await storage.create('slow-1', DESCRIPTION);
        let taken = 0;
        const sink = createMeteredSink(upload.stream, (bytes) => {
          taken += bytes;
        });
        const bytes = Buffer.concat([LARGE, LARGE]);
        const pieces = function* (): Generator<Buffer> {
          for (let from = 0; from < bytes.length; from += MIB) yield bytes.subarray(from, from + MIB);
        };
        const written = pipeline(pieces, sink);
        let held = -1;
        while (held !== taken) {
          held = taken;
          await pause(400);
        }
        assert.ok(held >= 16 * MIB && held <= 24 * MIB, `${held / MIB} MiB are held`);
        gate.open();
        await written;
        const file = { key: 'slow-1', reference: await upload.publish() };
        assert.ok((await load(storage, file))?.equals(bytes));
        await storage.delete(file);
      });

      it('writes on when requests fail for a moment', async () => {
        place.meet(failing(isUploading, 2));
        const file = await store(storage, 'bumpy-1', LARGE);
        assert.ok((await load(storage, file))?.equals(LARGE));
        await storage.delete(file);
      });

      for (const [what, isHit] of [
        ['the beginning', ({ method, search }) => method === 'POST' && search.startsWith('?uploads')],
        ['the parts', isUploading],
        ['the end', ({ method, query }) => method === 'POST' && 'uploadId' in query],
      ] as [string, Parameters<typeof failing>[0] & object][]) {
        it(`tells that the storage fails, when ${what} of a file cannot be sent, and has no part of it`, async () => {
          place.meet(failing(isHit));
          const upload = await storage.create('broken-1', DESCRIPTION);
          const sink = createMeteredSink(upload.stream, () => undefined);
          await assert.rejects(pipeline(Readable.from([LARGE.subarray(0, 10 * MIB), LARGE]), sink), FAILED);
          await assert.rejects(upload.publish(), FAILED);
          assert.equal((await place.lies()).includes('broken-1'), false);
          place.meet(null);
          await upload.discard();
          // Parts that a provider's own SDK leaves when an upload's end fails can only be removed by a rule of the bucket.
          const left = (await place.lies()).filter((one) => name !== 'upload' || !one.endsWith('(unfinished)'));
          assert.deepEqual(left, []);
        });
      }

      it('tells that the storage fails, and not the database, when connections break', async () => {
        const file = await store(storage, 'cut-1', LARGE.subarray(0, 10));
        place.meet(cutting);
        await assert.rejects(store(storage, 'cut-2', LARGE.subarray(0, 10)), FAILED);
        await assert.rejects(storage.read(file), FAILED);
        await assert.rejects(storage.check(), FAILED);
        await assert.rejects(storage.delete(file), FAILED);
        place.meet(null);
        assert.ok((await load(storage, file))?.equals(LARGE.subarray(0, 10)));
      });

      it('tells that the storage fails, when a small file cannot be sent', async () => {
        place.meet(failing());
        const upload = await storage.create('broken-2', DESCRIPTION);
        await assert.rejects(pipeline(Readable.from([LARGE.subarray(0, 10)]), upload.stream), FAILED);
        await upload.discard();
        await assert.rejects(storage.check(), FAILED);
        await assert.rejects(storage.delete({ key: 'broken-2', reference: null }), FAILED);
        assert.deepEqual(await place.lies(), []);
      });
    },
  );

  describe(`the storage ${name}, when its place is gone`, () => {
    let place: Place;
    let storage: FileStorage;
    let upload: Upload;

    before(async () => {
      place = await open();
      ({ storage } = place);
      upload = await storage.create('before-1', DESCRIPTION);
      await write(upload, LARGE.subarray(0, 10 * MIB));
      await place.takeAway();
    });
    after(() => place.close());

    it('fails its check', () => assert.rejects(storage.check(), FAILED));

    it('tells so of a file that was begun before, and can still discard it', async () => {
      const rest = pipeline(Readable.from([LARGE]), upload.stream);
      // A disk keeps what is open; that it is lost shows when it is to have a name.
      await assert.rejects(
        rest.then(() => upload.publish()),
        FAILED,
      );
      await upload.discard();
    });

    it('tells so of a new file', async () => {
      await assert.rejects(store(storage, 'after-1', LARGE.subarray(0, 10)), FAILED);
    });

    it('does not call a file missing that it cannot look for', async () => {
      const file = { key: 'before-1', reference: null };
      await assert.rejects(async () => {
        assert.notEqual(await load(storage, file), null);
      }, FAILED);
      if (lists) await assert.rejects(listed(storage), FAILED);
    });
  });
}
