import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { createRetention, type RetentionInput } from '../../../server/src/job/retention';
import { createLocalStorage } from '../../../server/src/storage/local';
import type { FileStorage } from '../../../server/src/storage/port';
import { toStorageError } from '../../../server/src/storage/storage-error';
import { JOB } from '../../../shared/uids';
import { temporaryFolder } from '../../conformance/support/storages';
import { type JobDatabase, openJobDatabase } from '../../support/job-database';

const LIFETIME = 90 * 86_400_000;

const PAST = new Date(Date.now() - 1_000);

const OLD = new Date(Date.now() - 2 * LIFETIME);

describe('the retention', () => {
  let records: JobDatabase;
  let folder: string;
  let storage: FileStorage;
  let told: string[];

  beforeEach(async () => {
    records = await openJobDatabase();
    folder = await temporaryFolder();
    storage = createLocalStorage(folder);
    told = [];
  });
  afterEach(async () => {
    await records.close();
    await rm(folder, { recursive: true });
  });

  const tell = (message: string): void => {
    told.push(message);
  };

  const retention = (changes: Partial<RetentionInput> = {}) =>
    createRetention({
      ...{ store: records.store, storage, recordLifetime: LIFETIME, grace: -1, isShared: async () => true },
      log: { info: () => undefined, warn: () => undefined, error: tell },
      ...changes,
    });

  const put = (key: string | null): Promise<void> => writeFile(path.join(folder, key ?? ''), 'x');

  const now = async (id: number) => {
    const [row] = await records.store.select({ id }, 1);
    assert.ok(row !== undefined);
    return row;
  };

  /** A storage that refuses to delete some files. */
  const refusing = (keys: readonly (string | null)[]): FileStorage => ({
    ...storage,
    delete: async (file) => {
      if (keys.includes(file.key)) throw toStorageError(new Error('AccessDenied'));
      await storage.delete(file);
    },
  });

  /** A storage that cannot tell what it keeps. */
  const unlisted = (from: FileStorage): FileStorage => ({
    ...from,
    name: 'upload',
    async *list() {
      yield* [];
    },
  });

  describe('of files', () => {
    it('takes a file off its record once it is deleted', async () => {
      const job = await records.add({ expiresAt: PAST, fileReference: { url: 'somewhere' } });
      await put(job.fileKey);
      await retention().expire();
      const { status, expiredBy, fileKey, fileReference } = await now(job.id);
      assert.deepEqual([status, expiredBy, fileKey, fileReference], ['expired', 'time', null, null]);
      assert.deepEqual(await readdir(folder), []);
      assert.deepEqual(await records.events(job.documentId), ['expired']);
    });

    it('tries to delete a file until it is gone, with what the storage gave for it', async () => {
      const job = await records.add({ expiresAt: PAST, fileReference: { url: 'somewhere' } });
      await retention({ storage: unlisted(refusing([job.fileKey])) }).expire();
      assert.equal((await now(job.id)).fileKey, job.fileKey);
      assert.equal((await now(job.id)).status, 'expired');
      assert.match(told.join(), new RegExp(`${job.documentId}.*AccessDenied`));
      const deleted = mock.fn(storage.delete);
      await retention({ storage: unlisted({ ...storage, delete: deleted }) }).expire();
      assert.deepEqual(deleted.mock.calls[0]?.arguments, [{ key: job.fileKey, reference: { url: 'somewhere' } }]);
      assert.equal((await now(job.id)).fileKey, null);
      await retention({ storage: unlisted({ ...storage, delete: deleted }) }).expire();
      assert.equal(deleted.mock.callCount(), 1);
      assert.deepEqual(await records.events(job.documentId), ['expired']);
    });

    it('goes on after one that cannot be deleted', async () => {
      const jobs = [];
      for (let number = 0; number < 3; number += 1) jobs.push(await records.add({ expiresAt: PAST }));
      const gone = await records.add({ status: 'expired', fileKey: null, createdAt: OLD });
      await retention({ storage: refusing([jobs[0]?.fileKey ?? null]) }).expire();
      const keys = await Promise.all(jobs.map(async ({ id }) => (await now(id)).fileKey));
      assert.deepEqual(keys, [jobs[0]?.fileKey, null, null]);
      assert.equal(await records.store.byId(gone.documentId), null);
    });

    it('asks a storage that deletes nothing for five files a turn, and for all of them once it does', async () => {
      for (let number = 0; number < 8; number += 1) await records.add({ expiresAt: PAST });
      const left = () => records.store.count({ fileKey: { $notNull: true } });
      const refused = mock.fn<FileStorage['delete']>(() => Promise.reject(toStorageError(new Error('AccessDenied'))));
      for (const turns of [1, 2]) {
        await retention({ storage: { ...storage, delete: refused } }).expire();
        assert.equal(refused.mock.callCount(), 5 * turns);
        assert.equal(told.length, 5 * turns);
      }
      assert.deepEqual([await left(), await records.store.count({ status: 'expired' })], [8, 8]);
      await retention().expire();
      assert.equal(await left(), 0);
    });

    it('asks for all files of a storage that deletes some of them', async () => {
      const keys: (string | null)[] = [];
      for (let number = 0; number < 16; number += 1) keys.push((await records.add({ expiresAt: PAST })).fileKey);
      await retention({ storage: refusing(keys.filter((_key, at) => at % 2 === 0)) }).expire();
      assert.equal(told.length, 8);
      assert.equal(await records.store.count({ fileKey: { $notNull: true } }), 8);
    });

    it('leaves the file of another job to that job', async () => {
      const original = await records.add();
      const copy = await records.add({ fileKey: original.fileKey, reusedFrom: original.documentId, expiresAt: PAST });
      await put(original.fileKey);
      await retention().expire();
      assert.equal((await now(copy.id)).status, 'expired');
      assert.deepEqual(await readdir(folder), [original.fileKey]);
      assert.equal((await now(original.id)).status, 'completed');
    });

    it('ends with the file of a job, not with the jobs that offered it', async () => {
      const original = await records.add({ expiresAt: PAST });
      const copy = await records.add({ fileKey: original.fileKey, reusedFrom: original.documentId });
      await put(original.fileKey);
      await retention().expire();
      assert.deepEqual(await readdir(folder), []);
      assert.equal((await now(copy.id)).status, 'completed');
    });

    it('ends when records cannot be changed, more of them than are taken at once', async () => {
      for (let number = 0; number < 201; number += 1) await records.add({ expiresAt: PAST });
      const store = { ...records.store, transition: mock.fn(async () => Promise.reject(new Error('locked'))) };
      await retention({ store }).expire();
      assert.equal(store.transition.mock.callCount(), 201);
      assert.equal(told.length, 201);
    });
  });

  describe('of records', () => {
    it('keeps those whose file is still to be deleted', async () => {
      const rest = { createdAt: OLD, status: 'expired' };
      const stuck = await records.add(rest);
      await records.add({ ...rest, fileKey: null });
      await records.add({ ...rest, reusedFrom: stuck.documentId });
      await records.add({ ...rest, status: 'failed', fileKey: null });
      await retention({ storage: refusing([stuck.fileKey]) }).expire();
      const left = await records.store.select({}, 10);
      assert.deepEqual(
        left.map(({ id }) => id),
        [stuck.id],
      );
      await retention().expire();
      assert.deepEqual(await records.store.select({}, 10), []);
    });

    it('goes on after one that cannot be removed, without end for none', async () => {
      for (let number = 0; number < 201; number += 1) {
        await records.add({ createdAt: OLD, status: 'failed', fileKey: null });
      }
      const [first] = await records.store.select({}, 1);
      const store: typeof records.store = {
        ...records.store,
        remove: async (job, entry) => {
          if (job.id === first?.id) throw new Error('locked');
          return records.store.remove(job, entry);
        },
      };
      await retention({ store }).expire();
      assert.equal(await records.store.count({}), 1);
      assert.equal(told.length, 1);
      assert.match(told[0] ?? '', new RegExp(`${first?.documentId ?? '-'}.*locked`));
    });
  });

  describe('that cleans up', () => {
    it('goes on after a file that cannot be removed', async () => {
      const keys = ['aaa-1', 'bbb-1', 'ccc-1'];
      for (const key of keys) await put(key);
      const lost = await records.add();
      const stubborn: FileStorage = {
        ...storage,
        async *list() {
          for await (const file of storage.list()) {
            const remove = file.key === 'aaa-1' ? () => Promise.reject(new Error('AccessDenied')) : file.remove;
            yield { ...file, remove };
          }
        },
      };
      await retention({ storage: stubborn }).cleanUp();
      assert.deepEqual(await readdir(folder), ['aaa-1']);
      assert.match(told.join(), /aaa-1.*AccessDenied/);
      assert.equal((await now(lost.id)).status, 'expired');
    });

    it('asks for records by the batch, and for few columns of them', async () => {
      const kept = await records.add();
      await put(kept.fileKey);
      for (let number = 0; number < 450; number += 1) await put(`orphan${number}-1`);
      const pick = mock.fn(records.store.pick);
      const byId = mock.fn(records.store.byId);
      const select = mock.fn(records.store.select);
      await retention({ store: { ...records.store, pick, byId, select } }).cleanUp();
      assert.deepEqual(await readdir(folder), [kept.fileKey]);
      assert.ok(pick.mock.callCount() <= 5, `${pick.mock.callCount()} queries`);
      assert.equal(byId.mock.callCount() + select.mock.callCount(), 0);
    });

    it('keeps files of attempts that run and of jobs that are completed, and no others', async () => {
      const running = await records.add({ status: 'processing', attempt: 2, fileKey: null });
      const completed = await records.add({ attempt: 3 });
      await records.database.query(JOB).update({
        where: { id: completed.id },
        data: { fileKey: `${completed.documentId}-3` },
      });
      const expired = await records.add({ status: 'expired' });
      for (const attempt of [1, 2, 3]) await put(`${running.documentId}-${attempt}`);
      for (const attempt of [2, 3, 4]) await put(`${completed.documentId}-${attempt}`);
      await put(expired.fileKey);
      await put(`${completed.documentId}-3.0123456789ab.part`);
      await put('notes');
      await retention().cleanUp();
      const left = [`${completed.documentId}-3`, 'notes', `${running.documentId}-2`].sort();
      assert.deepEqual((await readdir(folder)).sort(), left);
    });

    it('looks at all records, however many there are', async () => {
      const ids: number[] = [];
      for (let number = 0; number < 401; number += 1) {
        const { id, fileKey } = await records.add();
        if (number % 200 === 0) ids.push(id);
        else await put(fileKey);
      }
      await retention().cleanUp();
      const expired = await records.store.select({ status: 'expired' }, 10);
      assert.deepEqual(
        expired.map(({ id }) => id),
        ids,
      );
    });

    it('believes that a file is gone only of jobs that were completed well before the list was made', async () => {
      const job = await records.add({ completedAt: new Date(Date.now() - 5_000) });
      await retention({ grace: 60_000 }).cleanUp();
      assert.equal((await now(job.id)).status, 'completed');
      await retention({ grace: 1_000 }).cleanUp();
      const { status, expiredBy, fileKey } = await now(job.id);
      assert.deepEqual([status, expiredBy, fileKey], ['expired', 'deleted', null]);
    });

    it('asks for the very file before it believes a list that does not have it', async () => {
      const job = await records.add();
      await put(job.fileKey);
      const late: FileStorage = {
        ...storage,
        async *list() {
          yield* [];
        },
      };
      await retention({ storage: late }).cleanUp();
      assert.equal((await now(job.id)).status, 'completed');
      const away: FileStorage = { ...late, read: () => Promise.reject(toStorageError(new Error('no network'))) };
      await retention({ storage: away }).cleanUp();
      assert.equal((await now(job.id)).status, 'completed');
      assert.match(told.join(), new RegExp(`${job.documentId}.*no network`));
    });

    it('believes in no loss where the list breaks off', async () => {
      const job = await records.add();
      const broken: FileStorage = {
        ...storage,
        async *list() {
          yield* [];
          throw toStorageError(new Error('cut off'));
        },
      };
      await assert.rejects(retention({ storage: broken }).cleanUp(), { code: 'EXPORT_STORAGE_FAILED' });
      assert.equal((await now(job.id)).status, 'completed');
    });
  });
});
