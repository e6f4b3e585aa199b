import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createRetention } from '../../../server/src/job/retention';
import { createJobsService, type Actor, type JobsInput } from '../../../server/src/services/jobs';
import { createLocalStorage } from '../../../server/src/storage/local';
import type { FileStorage } from '../../../server/src/storage/port';
import { toStorageError } from '../../../server/src/storage/storage-error';
import { temporaryFolder } from '../../conformance/support/storages';
import { type JobDatabase, openJobDatabase } from '../../support/job-database';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What of a caller counts here. */
const ACTOR = {
  access: { requester: { kind: 'admin', id: '1', name: 'Admin' } },
  origin: 'panel',
  call: { ip: null, userAgent: null },
} as unknown as Actor;

describe('deleting a job', () => {
  let records: JobDatabase;
  let folder: string;
  let storage: FileStorage;

  beforeEach(async () => {
    records = await openJobDatabase();
    folder = await temporaryFolder();
    storage = createLocalStorage(folder);
  });
  afterEach(async () => {
    await records.close();
    await rm(folder, { recursive: true });
  });

  const setting = (isAway: boolean) => {
    const away = () => Promise.reject(toStorageError(new Error('AccessDenied')));
    const used = isAway ? { ...storage, delete: away } : storage;
    const { store } = records;
    const rest = { recordLifetime: 1e9, grace: -1, isShared: async () => true, log };
    const retention = createRetention({ store, storage: used, ...rest });
    const parts = { store, storage: used, retention, queue: { remove: async () => undefined } };
    const addresses = { check: () => undefined };
    return { retention, jobs: createJobsService({ addresses, parts: () => parts } as unknown as JobsInput) };
  };

  const put = (key: string | null): Promise<void> => writeFile(path.join(folder, key ?? ''), 'x');

  it('deletes its file, and the second time its record', async () => {
    const { documentId, fileKey } = await records.add();
    await put(fileKey);
    const { jobs } = setting(false);
    await jobs.remove(documentId, ACTOR);
    const job = await records.store.byId(documentId);
    assert.deepEqual([job?.status, job?.expiredBy, job?.fileKey], ['expired', 'deleted', null]);
    assert.deepEqual(await readdir(folder), []);
    await jobs.remove(documentId, ACTOR);
    assert.equal(await records.store.byId(documentId), null);
    assert.deepEqual(await records.events(documentId), ['deleted', 'deleted']);
  });

  it('deletes nothing but what is meant', async () => {
    const { documentId, fileKey } = await records.add();
    await put(fileKey);
    const { jobs } = setting(false);
    await assert.rejects(jobs.remove(documentId, ACTOR, 'record'), { code: 'EXPORT_JOB_CONFLICT', status: 409 });
    assert.deepEqual(await readdir(folder), [fileKey]);
    // Somebody who has not seen yet that the file is gone does not lose the record.
    for (let times = 0; times < 3; times += 1) await jobs.remove(documentId, ACTOR, 'file');
    assert.equal((await records.store.byId(documentId))?.status, 'expired');
    assert.deepEqual(await records.events(documentId), ['deleted']);
    await jobs.remove(documentId, ACTOR, 'record');
    assert.equal(await records.store.byId(documentId), null);
  });

  it('fails with the storage, never forgets the file, and is made good by the retention', async () => {
    const { documentId, fileKey } = await records.add();
    await put(fileKey);
    const { jobs } = setting(true);
    const failed = { code: 'EXPORT_STORAGE_FAILED', status: 503 };
    await assert.rejects(jobs.remove(documentId, ACTOR), failed);
    assert.equal((await records.store.byId(documentId))?.status, 'expired');
    await assert.rejects(jobs.remove(documentId, ACTOR), failed);
    assert.equal((await records.store.byId(documentId))?.fileKey, fileKey);
    assert.deepEqual(await readdir(folder), [fileKey]);
    await setting(false).retention.expire();
    assert.equal((await records.store.byId(documentId))?.fileKey, null);
    assert.deepEqual(await readdir(folder), []);
  });

  it('deletes a file that could not be deleted before, together with the record', async () => {
    const { documentId, fileKey } = await records.add({ status: 'expired' });
    await put(fileKey);
    await setting(false).jobs.remove(documentId, ACTOR);
    assert.equal(await records.store.byId(documentId), null);
    assert.deepEqual(await readdir(folder), []);
  });

  it('leaves the file of another job to that job', async () => {
    const original = await records.add();
    const copy = await records.add({ fileKey: original.fileKey, reusedFrom: original.documentId });
    await put(original.fileKey);
    const { jobs } = setting(false);
    await jobs.remove(copy.documentId, ACTOR);
    await jobs.remove(copy.documentId, ACTOR);
    assert.equal(await records.store.byId(copy.documentId), null);
    assert.deepEqual(await readdir(folder), [original.fileKey]);
    await jobs.remove(original.documentId, ACTOR);
    assert.deepEqual(await readdir(folder), []);
  });

  it('is refused while it is active', async () => {
    const { documentId } = await records.add({ status: 'processing', fileKey: null });
    await assert.rejects(setting(false).jobs.remove(documentId, ACTOR), { code: 'EXPORT_JOB_CONFLICT' });
  });
});
