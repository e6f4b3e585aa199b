import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import type { Context } from 'koa';
import S3rver from 's3rver';
import { completeS3rver } from './s3rver-additions';

export const BUCKET = 'exports-test';

/** What a request meets on its way to the storage. */
export type Fault = (ctx: Context, next: () => Promise<void>) => Promise<void>;

const xmlError = (code: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`;

/** Answers with an error, as S3 does: after the request's body. */
export const answerError = async (ctx: Context, status: number, code: string): Promise<void> => {
  ctx.req.resume();
  await finished(ctx.req).catch(() => undefined);
  ctx.status = status;
  ctx.type = 'application/xml';
  ctx.body = xmlError(code);
};

/** Requests that carry bytes of a file. */
export const isUploading = ({ method, query }: Context): boolean => method === 'PUT' && !('uploads' in query);

/** Breaks requests, all of them or the first few. */
export const failing =
  (isHit: (ctx: Context) => boolean = () => true, times = Number.POSITIVE_INFINITY): Fault =>
  async (ctx, next) => {
    if (!isHit(ctx) || times <= 0) return next();
    times -= 1;
    return answerError(ctx, 500, 'InternalError');
  };

/** Keeps requests from being read until it is opened. */
export const holding =
  (opened: Promise<void>, isHit: (ctx: Context) => boolean = isUploading): Fault =>
  async (ctx, next) => {
    if (isHit(ctx)) await opened;
    return next();
  };

/** Breaks the connections of requests. */
export const cutting: Fault = async ({ req }) => {
  req.socket.destroy();
};

const pass: Fault = (_ctx, next) => next();

const nothing = (): void => undefined;
const LOGGER = { info: nothing, warn: nothing, error: nothing, close: nothing, exceptions: { unhandle: nothing } };

const isThere = async (file: string): Promise<boolean> => (await stat(file).catch(() => null)) !== null;

/** A server of the tests' own that speaks S3: what it holds is looked up on its disk, not asked of it. */
export const createS3Server = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'export-s3-'));
  const configureBuckets = [{ name: BUCKET }];
  const app = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: folder, configureBuckets });
  // Its logger complains of what ends after the server.
  app.middleware.shift();
  app.logger = app.context['logger'] = LOGGER;
  // Broken connections are part of the tests.
  app.silent = true;
  let fault = pass;
  let requests: string[] = [];
  completeS3rver(app);
  app.middleware.unshift(async (ctx, next) => {
    requests.push(`${ctx.method} ${ctx.path.slice(BUCKET.length + 2)}${ctx.search.split('=')[0] ?? ''}`);
    await fault(ctx, next as () => Promise<void>);
  });
  const { port } = await app.run();
  const bucket = path.join(folder, BUCKET);
  const uploadsFolder = path.join(bucket, '._S3rver_uploads');

  return {
    endpoint: `http://127.0.0.1:${port}`,

    /** For an S3 client of the tests or of an adapter. */
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    },

    /** From now on, until the next call. */
    meet: (next: Fault | null): void => {
      fault = next ?? pass;
      requests = [];
    },

    /** Method, key and the query's first word of each request since the last fault. */
    requests: (): readonly string[] => requests,

    /** Keys of all objects, whole or not. */
    objects: async (): Promise<string[]> => {
      const names = await readdir(bucket, { recursive: true });
      return names
        .filter((name) => !name.startsWith('._S3rver_uploads') && name.includes('._S3rver_object'))
        .map((name) => name.replace(/\._S3rver_object(\.md5)?/, ''))
        .filter((name, at, all) => all.indexOf(name) === at);
    },

    /** Keys of multipart uploads that have come to no end. */
    uploads: async (): Promise<string[]> => {
      const ids = await readdir(uploadsFolder).catch(() => []);
      return Promise.all(ids.map((id) => readFile(path.join(uploadsFolder, id, 'key'), 'utf8')));
    },

    /** Lays objects down without a request. */
    lay: async (keys: readonly string[], at = new Date()): Promise<void> => {
      for (const key of keys) {
        const file = path.join(bucket, `${key}._S3rver_object`);
        await writeFile(file, 'x');
        await utimes(file, at, at);
      }
    },

    /** Begins multipart uploads without a request. */
    begin: (keys: readonly string[]) =>
      Promise.all(keys.map((key) => app.store.initiateUpload(BUCKET, key, randomBytes(16).toString('hex'), {}))),

    removeBucket: () => rm(bucket, { recursive: true }),

    metadataOf: async (key: string): Promise<Record<string, string>> =>
      JSON.parse(await readFile(path.join(bucket, `${key}._S3rver_metadata.json`), 'utf8')) as Record<string, string>,

    connections: (): Promise<number> =>
      new Promise((resolve, reject) =>
        app.httpServer.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
      ),

    close: async (): Promise<void> => {
      if (app.httpServer.listening) {
        const closed = app.close();
        app.httpServer.closeAllConnections();
        await closed;
      }
      if (await isThere(folder)) await rm(folder, { recursive: true });
    },
  };
};

export type S3Server = Awaited<ReturnType<typeof createS3Server>>;
