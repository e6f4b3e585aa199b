import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from 'koa';
import type S3rver from 's3rver';

/** As many as S3 gives at once. */
const PAGE = 1_000;

const element = (name: string, value: string | number | boolean): string => `<${name}>${value}</${name}>`;

const answer = (ctx: Context, status: number, name: string, parts: readonly string[]): void => {
  ctx.status = status;
  ctx.type = 'application/xml';
  ctx.body = `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, parts.join(''))}`;
};

const answerError = (ctx: Context, status: number, code: string): void =>
  answer(ctx, status, 'Error', [element('Code', code), element('Message', code)]);

/** Writes whole files only, and is done when they are on disk; s3rver does neither, S3 both. */
const writeWhole = async (content: Readable, file: string) => {
  const unfinished = `${file}.${randomBytes(4).toString('hex')}`;
  const hash = createHash('md5');
  let size = 0;
  const meter = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  };
  try {
    await pipeline(content, meter, createWriteStream(unfinished));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await rename(unfinished, file);
  return { size, md5: hash.digest('hex') };
};

const completeStore = (store: S3rver['store']): void => {
  store.putObject = async ({ bucket, key, content, metadata }) => {
    const file = store.getResourcePath(bucket, key, 'object');
    await mkdir(path.dirname(file), { recursive: true });
    const written = await writeWhole(content, file);
    await store.putMetadata(bucket, key, metadata, written.md5);
    return written;
  };
  const getObject = store.getObject.bind(store);
  // An end of 0 counts as none there.
  store.getObject = async (bucket, key, options) => {
    const object = await getObject(bucket, key, options);
    if (options.end !== 0 || object?.range === undefined) return object;
    object.content?.destroy();
    object.range.end = 0;
    object.content = createReadStream(store.getResourcePath(bucket, key, 'object'), { start: 0, end: 0 });
    return object;
  };
  store.putPart = async (bucket, uploadId, partNumber, content) => {
    const file = path.join(store.getResourcePath(bucket, undefined, 'uploads'), uploadId, String(partNumber));
    const written = await writeWhole(content, file);
    await writeFile(`${file}.md5`, written.md5);
    return written;
  };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A token of s3rver's is made with a cipher that OpenSSL has given up. */
const listObjects = async (ctx: Context, store: S3rver['store'], bucket: string): Promise<void> => {
  const startAfter = Buffer.from(textOf(ctx.query['continuation-token']), 'base64').toString();
  const options = { prefix: textOf(ctx.query['prefix']), startAfter, maxKeys: PAGE };
  const { objects, isTruncated } = await store.listObjects(bucket, options);
  const next = Buffer.from(objects.at(-1)?.key ?? '').toString('base64');
  answer(ctx, 200, 'ListBucketResult', [
    element('Name', bucket),
    element('IsTruncated', isTruncated),
    ...(isTruncated ? [element('NextContinuationToken', next)] : []),
    ...objects.map(({ key, lastModifiedDate, size }) => {
      const facts = [element('Key', key), element('LastModified', lastModifiedDate.toISOString())];
      return element('Contents', [...facts, element('Size', size)].join(''));
    }),
  ]);
};

/** Sorted by key, and those of one key by their ids; a page goes on behind both. */
const listUploads = async (ctx: Context, folder: string): Promise<void> => {
  const ids = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    ids.map(async (id) => {
      const file = path.join(folder, id, 'key');
      return { id, key: await readFile(file, 'utf8'), initiated: (await stat(file)).mtime };
    }),
  );
  const orderOf = ({ key, id }: { readonly key: string; readonly id: string }): string => `${key}\n${id}`;
  const marker = { key: textOf(ctx.query['key-marker']), id: textOf(ctx.query['upload-id-marker']) };
  const rest = found
    .filter((upload) => upload.key.startsWith(textOf(ctx.query['prefix'])))
    .filter((upload) => marker.key === '' || orderOf(upload) > orderOf(marker))
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  const page = rest.slice(0, PAGE);
  const last = page.at(-1);
  answer(ctx, 200, 'ListMultipartUploadsResult', [
    element('IsTruncated', rest.length > PAGE),
    ...(last === undefined ? [] : [element('NextKeyMarker', last.key), element('NextUploadIdMarker', last.id)]),
    ...page.map(({ id, key, initiated }) => {
      const facts = [element('Key', key), element('UploadId', id), element('Initiated', initiated.toISOString())];
      return element('Upload', facts.join(''));
    }),
  ]);
};

/**
 * Adds to s3rver what S3 does and it does not: parts that are listed and aborted, lists of more than one page, whole
 * files or none, and no word to those who do not sign.
 */
export const completeS3rver = (app: S3rver): void => {
  const { store } = app;
  completeStore(store);
  app.middleware.unshift(async (ctx, next) => {
    const { method, query, path: address } = ctx;
    const [, bucket = '', ...rest] = address.split('/');
    const isBucket = rest.join('/') === '';
    if (ctx.get('authorization') === '' && !('X-Amz-Signature' in query)) {
      answerError(ctx, 403, 'AccessDenied');
      return;
    }
    const uploads = store.getResourcePath(bucket, undefined, 'uploads');
    const isBucketThere = (await stat(path.dirname(uploads)).catch(() => null)) !== null;
    if (isBucketThere && method === 'GET' && isBucket && 'uploads' in query) {
      await listUploads(ctx, uploads);
    } else if (isBucketThere && method === 'GET' && isBucket && query['list-type'] === '2') {
      await listObjects(ctx, store, bucket);
    } else if ('uploadId' in query) {
      const upload = path.join(uploads, textOf(query['uploadId']));
      if ((await stat(upload).catch(() => null)) === null) {
        ctx.req.resume();
        answerError(ctx, 404, 'NoSuchUpload');
      } else if (method === 'DELETE') {
        await rm(upload, { recursive: true, force: true });
        ctx.status = 204;
      } else await next();
    } else await next();
  });
};
