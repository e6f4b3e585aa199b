import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { FileStorage } from '../../server/src/storage/port';
import { createS3Storage } from '../../server/src/storage/s3';
import { until } from '../support/until';
import { createGate } from './support/queues';
import { answerError, createS3Server, failing, holding, isUploading, type S3Server } from './support/s3-server';
import { bytesOf, causeOf, DESCRIPTION, FAILED, listed, load, MIB, openS3, store, write } from './support/storages';

describe('a bucket', () => {
  let server: S3Server;
  let storage: FileStorage;

  beforeEach(async () => {
    server = await createS3Server();
    storage = await openS3(server, 'exports/');
  });
  afterEach(() => server.close());

  it('holds files under the prefix and the key, with their type', async () => {
    await store(storage, 'job-1', bytesOf(10));
    await store(storage, 'job-2', bytesOf(9 * MIB));
    assert.deepEqual((await server.objects()).sort(), ['exports/job-1', 'exports/job-2']);
    for (const key of ['exports/job-1', 'exports/job-2']) {
      assert.equal((await server.metadataOf(key))['content-type'], 'text/csv');
    }
  });

  it('takes small files in one request, and large ones in parts that are seen together', async () => {
    server.meet(null);
    await store(storage, 'job-1', bytesOf(8 * MIB));
    assert.deepEqual(server.requests(), ['PUT exports/job-1?x-id']);
    server.meet(null);
    await store(storage, 'job-2', bytesOf(20 * MIB));
    const counts = new Map<string, number>();
    for (const request of server.requests()) counts.set(request, (counts.get(request) ?? 0) + 1);
    assert.deepEqual([...counts.values()], [1, 3, 1]);
  });

  it('lists a thousand and more, of files as well as of uploads, and nothing that is not its own', async () => {
    const at = new Date('2026-01-02T03:04:05Z');
    const keys = Array.from({ length: 1_030 }, (_, index) => `job${index}-1`);
    await store(storage, 'first-1', bytesOf(1));
    await server.lay(
      keys.map((key) => `exports/${key}`),
      at,
    );
    await server.lay(['exports/.probe', 'exports/notes.txt', 'other-1', 'exports-1']);
    const uploads = [...keys.slice(0, 600), ...keys.slice(0, 500), 'first-1'];
    await server.begin(uploads.map((key) => `exports/${key}`));
    await server.begin(['other-2', 'exports/notes.txt']);
    const found = await listed(storage);
    const of = (isFinished: boolean) => found.filter((file) => file.isFinished === isFinished);
    assert.deepEqual(
      of(true)
        .map(({ key }) => key)
        .sort(),
      ['first-1', ...keys].sort(),
    );
    assert.deepEqual(
      of(false)
        .map(({ key }) => key)
        .sort(),
      [...uploads].sort(),
    );
    assert.deepEqual(of(true).find(({ key }) => key === 'job7-1')?.modifiedAt, at);
  });

  it('lists what is finished, where a storage has no list of uploads', async () => {
    await store(storage, 'job-1', bytesOf(1));
    server.meet((ctx, next) => ('uploads' in ctx.query ? answerError(ctx, 501, 'NotImplemented') : next()));
    assert.deepEqual(
      (await listed(storage)).map(({ key }) => key),
      ['job-1'],
    );
    server.meet((ctx, next) => ('uploads' in ctx.query ? answerError(ctx, 403, 'AccessDenied') : next()));
    await assert.rejects(listed(storage), FAILED);
  });

  it('does not keep whoever discards waiting for what is under way', async () => {
    const gate = createGate();
    server.meet(holding(gate.opened));
    const upload = await storage.create('job-1', DESCRIPTION);
    upload.stream.write(bytesOf(20 * MIB));
    await until('parts are under way', () => server.requests().filter((one) => one.startsWith('PUT')).length === 2);
    const begunAt = Date.now();
    await upload.discard();
    assert.ok(Date.now() - begunAt < 5_000);
    gate.open();
    await pause(100);
    assert.deepEqual([...(await server.objects()), ...(await server.uploads())], []);
  });

  it('never has a file that was discarded while it was begun', async () => {
    const gate = createGate();
    server.meet(holding(gate.opened, ({ method }) => method === 'POST'));
    const upload = await storage.create('job-1', DESCRIPTION);
    upload.stream.write(bytesOf(10 * MIB));
    await until('it is being begun', () => server.requests().length === 1);
    const discarded = upload.discard();
    await pause(50);
    gate.open();
    await discarded;
    assert.deepEqual([...(await server.objects()), ...(await server.uploads())], []);
  });

  it('tells of parts that fail at once, and not when all have been sent', async () => {
    server.meet(failing(isUploading));
    const upload = await storage.create('job-1', DESCRIPTION);
    const failed = once(upload.stream, 'error');
    upload.stream.write(bytesOf(17 * MIB));
    const [error] = (await failed) as [unknown];
    assert.equal(causeOf(error).name, 'InternalError');
    server.meet(null);
    await upload.discard();
    assert.deepEqual(await server.uploads(), []);
  });

  it('ends no discard with an error, also when nobody answers any more', async () => {
    const upload = await storage.create('job-1', DESCRIPTION);
    await write(upload, bytesOf(9 * MIB));
    await server.close();
    await upload.discard();
    await assert.rejects(storage.check(), FAILED);
  });

  it('holds no connection for a reader that has gone', async () => {
    const file = await store(storage, 'job-1', bytesOf(10 * MIB));
    const streams = await Promise.all(Array.from({ length: 60 }, () => storage.read(file)));
    assert.ok((await server.connections()) >= 60);
    // All of them are slow; others get on nevertheless.
    assert.equal((await load(storage, file, { start: 1, end: 10 }))?.length, 10);
    await storage.check();
    for (const stream of streams) stream?.destroy();
    await until('they are closed', async () => (await server.connections()) < 10);
  });

  it('does not take the whole file for a range', async () => {
    const file = await store(storage, 'job-1', bytesOf(100));
    server.meet((ctx, next) => {
      delete ctx.req.headers.range;
      return next();
    });
    await assert.rejects(storage.read(file, { start: 1, end: 10 }), FAILED);
  });

  it('that refuses is no missing file', async () => {
    server.meet((ctx) => answerError(ctx, 403, 'AccessDenied'));
    await assert.rejects(storage.read({ key: 'job-1', reference: null }), FAILED);
  });

  it('that is full is told as full', async () => {
    server.meet((ctx) => answerError(ctx, 507, 'XMinioStorageFull'));
    await assert.rejects(storage.check(), { code: 'EXPORT_STORAGE_FULL' });
  });
});

describe('the packages of S3', () => {
  const missing = (code: string) => () =>
    Promise.reject(Object.assign(new Error("Cannot find package '@aws-sdk/lib-storage'"), { code }));
  const config = { bucket: 'any', client: {} };

  it('are named when they are not installed', async () => {
    for (const code of ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND']) {
      await assert.rejects(
        createS3Storage(config, missing(code)),
        /content-export\.config\.storage\.driver: .*npm install @aws-sdk\/client-s3 @aws-sdk\/lib-storage/,
      );
    }
  });

  it('are not blamed for other errors', async () => {
    await assert.rejects(createS3Storage(config, missing('ERR_DLOPEN_FAILED')), /^Error: Cannot find package/);
  });
});
