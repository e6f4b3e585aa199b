import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import awsProvider from '@strapi/provider-upload-aws-s3';
import { ExportError } from '../../../server/src/errors/export-error';
import { createLocalStorage } from '../../../server/src/storage/local';
import type { ByteRange, FileStorage, FoundFile, StoredFile, Upload } from '../../../server/src/storage/port';
import { createS3Storage } from '../../../server/src/storage/s3';
import { createUploadProviderStorage, type UploadProvider } from '../../../server/src/storage/upload-provider';
import { BUCKET, createS3Server, type Fault, type S3Server } from './s3-server';

/** A storage with nothing in it, and the place that it keeps files in as another sees it. */
export interface Place {
  readonly storage: FileStorage;
  /** Whatever lies there, one name for each thing: whole files by their keys. */
  lies(): Promise<readonly string[]>;
  /** What requests meet from now on. */
  meet(fault: Fault | null): void;
  takeAway(): Promise<void>;
  close(): Promise<void>;
}

export interface Adapter {
  readonly name: FileStorage['name'];
  /** Whether the storage can tell what lies there. */
  readonly lists: boolean;
  /** Whether a server stands between the storage and its disk. */
  readonly hasRequests: boolean;
  open(): Promise<Place>;
}

export const temporaryFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'export-storage-'));

const localAdapter: Adapter = {
  name: 'local',
  lists: true,
  hasRequests: false,
  open: async () => {
    const folder = await temporaryFolder();
    return {
      storage: createLocalStorage(folder),
      lies: () => readdir(folder),
      meet: () => undefined,
      takeAway: async () => {
        await rm(folder, { recursive: true });
        await writeFile(folder, 'a file, where a folder should be');
      },
      close: () => rm(folder, { recursive: true }),
    };
  },
};

const placeOn = (server: S3Server, storage: FileStorage, prefix: string): Place => ({
  storage,
  lies: async () => {
    const [objects, uploads] = await Promise.all([server.objects(), server.uploads()]);
    return [...objects.map((key) => key.replace(prefix, '')), ...uploads.map((key) => `${key} (unfinished)`)];
  },
  meet: server.meet,
  takeAway: () => server.removeBucket(),
  close: () => server.close(),
});

const PREFIX = 'of/exports/';

export const openS3 = (server: S3Server, prefix = PREFIX): Promise<FileStorage> =>
  createS3Storage({ bucket: BUCKET, prefix, client: server.client });

const s3Adapter: Adapter = {
  name: 's3',
  lists: true,
  hasRequests: true,
  open: async () => {
    const server = await createS3Server();
    return placeOn(server, await openS3(server), PREFIX);
  },
};

/** Strapi's own provider, as Strapi hands it out: each of its methods answers with a promise. */
export const openProvider = (server: S3Server, changes: object = {}, ACL = 'private'): UploadProvider => {
  const s3Options = { ...server.client, params: { Bucket: BUCKET, ACL } };
  const provider = awsProvider.init({ s3Options, ...changes });
  const methods = Object.entries(provider) as [string, (...args: unknown[]) => unknown][];
  const wrapped = methods.map(([name, method]) => [name, async (...args: unknown[]) => method(...args)] as const);
  return Object.fromEntries(wrapped) as unknown as UploadProvider;
};

const uploadAdapter: Adapter = {
  name: 'upload',
  lists: false,
  hasRequests: true,
  open: async () => {
    const server = await createS3Server();
    return placeOn(server, await createUploadProviderStorage(openProvider(server)), 'export-');
  },
};

/** Every adapter of the port. */
export const ADAPTERS: readonly Adapter[] = [localAdapter, s3Adapter, uploadAdapter];

export const FAILED = { name: 'ExportError', code: 'EXPORT_STORAGE_FAILED', status: 503 };

/** What a storage said, when it failed. */
export const causeOf = (error: unknown): Error => {
  assert.ok(error instanceof ExportError);
  assert.equal(error.code, FAILED.code);
  return error.cause as Error;
};

export const MIB = 1024 * 1024;

export const DESCRIPTION = { name: 'hotels "1" ü.csv', mime: 'text/csv' };

/** Bytes of which no part is like another; fewer of them are the beginning of more. */
export const bytesOf = (size: number): Buffer =>
  createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(size));

/** Writes as much as is given, piece by piece, each when the one before has been taken. */
export const write = async (upload: Upload, bytes: Buffer, piece = 300_000): Promise<void> => {
  for (let from = 0; from < bytes.length; from += piece) {
    await new Promise<void>((resolve, reject) => {
      upload.stream.write(bytes.subarray(from, from + piece), (error) => (error ? reject(error) : resolve()));
    });
  }
};

/** Writes a whole file, which is not published yet. */
export const writeWhole = async (storage: FileStorage, key: string, bytes: Buffer): Promise<Upload> => {
  const upload = await storage.create(key, DESCRIPTION);
  await write(upload, bytes);
  const isSafe = finished(upload.stream);
  upload.stream.end();
  await isSafe;
  return upload;
};

export const store = async (storage: FileStorage, key: string, bytes: Buffer): Promise<StoredFile> => {
  const upload = await writeWhole(storage, key, bytes);
  // Records keep references as JSON.
  return { key, reference: JSON.parse(JSON.stringify(await upload.publish())) as unknown };
};

const allOf = async (stream: Readable): Promise<Buffer> => Buffer.concat((await stream.toArray()) as Buffer[]);

/** All bytes, or `null` when there is no such file. */
export const load = async (storage: FileStorage, file: StoredFile, range?: ByteRange): Promise<Buffer | null> => {
  const stream = await storage.read(file, range);
  return stream === null ? null : allOf(stream);
};

export const listed = async (storage: FileStorage): Promise<FoundFile[]> => {
  const found: FoundFile[] = [];
  for await (const file of storage.list()) found.push(file);
  return found;
};
