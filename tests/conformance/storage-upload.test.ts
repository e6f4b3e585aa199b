import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { FileStorage } from '../../server/src/storage/port';
import { createUploadProviderStorage, type UploadProvider } from '../../server/src/storage/upload-provider';
import { answerError, createS3Server, type S3Server } from './support/s3-server';
import { bytesOf, causeOf, DESCRIPTION, FAILED, load, openProvider, store, writeWhole } from './support/storages';

const REFUSED = /^Error: content-export\.config\.storage\.driver: upload needs an upload provider that/;

describe('an upload provider', () => {
  let server: S3Server;
  let provider: UploadProvider;
  let storage: FileStorage;

  beforeEach(async () => {
    server = await createS3Server();
    provider = openProvider(server);
    storage = await createUploadProviderStorage(provider);
  });
  afterEach(() => server.close());

  const without = (name: keyof UploadProvider): UploadProvider => {
    const less = { ...provider };
    Reflect.deleteProperty(less, name);
    return less;
  };

  it('is refused when its files are public, or it does not say', async () => {
    await assert.rejects(createUploadProviderStorage(openProvider(server, {}, 'public-read')), REFUSED);
    await assert.rejects(createUploadProviderStorage(without('isPrivate')), REFUSED);
  });

  it('is refused when it takes no streams, or does not sign', async () => {
    for (const name of ['uploadStream', 'getSignedUrl'] as const) {
      await assert.rejects(createUploadProviderStorage(without(name)), REFUSED);
    }
  });

  it('answers with or without promises', async () => {
    const direct = await createUploadProviderStorage({ ...provider, isPrivate: () => true });
    await direct.check();
  });

  it('is tried with a file of one name, so that no more than one is left when processes die while they try', async () => {
    const unable = { ...provider, delete: () => Promise.reject(new Error('AccessDenied')) };
    const stuck = await createUploadProviderStorage(unable);
    await assert.rejects(stuck.check(), FAILED);
    await assert.rejects(stuck.check(), FAILED);
    assert.deepEqual(await server.objects(), ['export-probe']);
    await Promise.all([storage.check(), storage.check()]);
    assert.deepEqual(await server.objects(), []);
  });

  it('gives plain facts to keep, among them those that it wrote itself', async () => {
    const { reference } = await store(storage, 'job-1', bytesOf(10));
    const { url, etag, ...facts } = reference as Record<string, unknown>;
    assert.deepEqual(facts, { ...DESCRIPTION, hash: 'export-job-1', ext: '', size: 0 });
    assert.match(String(url), /\/export-job-1$/);
    assert.match(String(etag), /^[0-9a-f]{32}/);
    assert.deepEqual(await server.objects(), ['export-job-1']);
  });

  it('that hands out addresses unsigned keeps no file', async () => {
    const unsigned = await createUploadProviderStorage(openProvider(server, { baseUrl: server.endpoint }));
    const upload = await writeWhole(unsigned, 'job-1', bytesOf(10));
    await assert.rejects(upload.publish(), (error: Error) => {
      assert.match(causeOf(error).message, /does not sign/);
      return true;
    });
    await upload.discard();
    await assert.rejects(unsigned.check(), FAILED);
    assert.deepEqual(await server.objects(), []);
  });

  it('that thinks a file whole before it is fails, and not silently', async () => {
    const hasty = await createUploadProviderStorage({
      ...provider,
      uploadStream: (file) => provider.uploadStream?.({ ...file, stream: Readable.from(['hasty']) }),
    });
    // One byte, what may wait between writer and taker, and more than that.
    for (const chunks of [[1], [200_000, 200_000], Array.from({ length: 20 }, () => 200_000)]) {
      const upload = await hasty.create('job-1', DESCRIPTION);
      await assert.rejects(pipeline(Readable.from(chunks.map(bytesOf)), upload.stream), FAILED);
      await upload.discard();
      assert.deepEqual(await server.objects(), []);
    }
  });

  it('is believed when it says that there is no such file, in whatever words', async () => {
    const errors = [{ code: 404 }, { statusCode: 404 }, { code: 'ENOENT' }, { $metadata: { httpStatusCode: 404 } }];
    for (const facts of errors) {
      const away = { ...provider, delete: () => Promise.reject(Object.assign(new Error('away'), facts)) };
      await (await createUploadProviderStorage(away)).delete({ key: 'job-1', reference: null });
    }
    const broken = { ...provider, delete: () => Promise.reject(new Error('broken')) };
    await assert.rejects((await createUploadProviderStorage(broken)).delete({ key: 'job-1', reference: null }), FAILED);
  });

  it('has no file where its storage may only say that it must not be read', async () => {
    const file = await store(storage, 'job-1', bytesOf(10));
    server.meet((ctx) => answerError(ctx, 403, 'NoSuchKey'));
    assert.equal(await load(storage, file), null);
  });

  it('fails where its storage refuses, or answers otherwise than it was asked', async () => {
    const file = await store(storage, 'job-1', bytesOf(100));
    for (const [status, code] of [
      [403, 'AccessDenied'] as const,
      [404, 'NoSuchBucket'] as const,
      [500, 'X'] as const,
    ]) {
      server.meet((ctx) => answerError(ctx, status, code));
      await assert.rejects(storage.read(file), (error: Error) => {
        // The address opens the file for anybody.
        assert.doesNotMatch(causeOf(error).message, /http|Signature/);
        return true;
      });
    }
    server.meet((ctx, next) => {
      delete ctx.req.headers.range;
      return next();
    });
    await assert.rejects(storage.read(file, { start: 1, end: 10 }), FAILED);
  });

  it('is not read by those who do not sign', async () => {
    const { reference } = await store(storage, 'job-1', bytesOf(10));
    const response = await fetch((reference as { url: string }).url);
    assert.equal(response.status, 403);
  });
});
