import { finished } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { createFeed } from './feed';
import type { FileDescription, FileStorage, Upload } from './port';
import { readSigned } from './signed-url';
import { withStorageErrors } from './storage-error';

/** What upload providers are told of a file, and where they write what they need to find it again. */
interface ProviderFile {
  readonly name: string;
  readonly hash: string;
  readonly ext: string;
  readonly mime: string;
  readonly size: number;
  /** Set by the provider. */
  url?: string;
  /** Set by some providers. */
  provider_metadata?: unknown;
  stream?: Readable;
}

/** What of Strapi's upload providers is used. Strapi makes all of a provider's own methods answer with promises. */
export interface UploadProvider {
  uploadStream?(file: ProviderFile): unknown;
  delete(file: ProviderFile): unknown;
  isPrivate?(): boolean | Promise<boolean>;
  getSignedUrl?(file: ProviderFile): { readonly url?: string } | Promise<{ readonly url?: string }>;
}

const KEY = `${PLUGIN_ID}.config.storage.driver`;

/** One name for all: what a process leaves that dies while it tries is overwritten by the next who does. */
const PROBE = 'probe';

/**
 * The same for the same key, whatever the file is called: without a record, the key is all there is. How long a file
 * becomes is not known before it is written.
 */
const fileOf = (key: string, { name, mime }: FileDescription): ProviderFile => ({
  ...{ name, mime, hash: `export-${key}` },
  ...{ ext: '', size: 0 },
});

const restore = (key: string, reference: unknown): ProviderFile =>
  (reference ?? fileOf(key, { name: key, mime: 'application/octet-stream' })) as ProviderFile;

/** Providers leave it to what they are made of to say that there is no such file. */
const isMissing = (error: unknown): boolean => {
  const { name, code, statusCode, $metadata } = error as {
    readonly name?: unknown;
    readonly code?: unknown;
    readonly statusCode?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: unknown };
  };
  if (name === 'NoSuchBucket') return false;
  return code === 'ENOENT' || [code, statusCode, $metadata?.httpStatusCode].includes(404);
};

/**
 * Files that the site's upload provider keeps, past the Media Library. They are read by the server, through addresses
 * that the provider signs; nobody else is given those. A provider cannot say what it keeps, so nothing is listed: what a
 * process leaves that dies while it writes is deleted by its key when another takes the job over.
 *
 * @throws Error when the provider would let everybody read the files, or would hold them in memory
 */
export const createUploadProviderStorage = async (provider: UploadProvider): Promise<FileStorage> => {
  const isPrivate = (await provider.isPrivate?.()) === true;
  if (!isPrivate || provider.uploadStream === undefined || provider.getSignedUrl === undefined) {
    throw new Error(
      `${KEY}: upload needs an upload provider that keeps files private (isPrivate), takes streams (uploadStream) and signs addresses (getSignedUrl); the site's does not. Use the driver local or s3.`,
    );
  }

  const addressOf = async (file: ProviderFile): Promise<string> => {
    const signed = await provider.getSignedUrl?.(file);
    // Providers give back what they cannot sign, such as addresses of a network in front that has its own rules.
    if (signed?.url === undefined || signed.url === file.url) {
      throw new Error(`${KEY}: the upload provider does not sign the addresses of its files.`);
    }
    return signed.url;
  };

  const remove = async (file: ProviderFile): Promise<void> => {
    try {
      await provider.delete(file);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  };

  const createUpload = (key: string, description: FileDescription): Upload => {
    const file = fileOf(key, description);
    const { stream, taken, giveUp } = createFeed(async (body) => {
      file.stream = body;
      await provider.uploadStream?.(file);
      delete file.stream;
    });
    return {
      stream,
      publish: () =>
        withStorageErrors(async () => {
          await taken;
          await addressOf(file);
          return JSON.parse(JSON.stringify(file)) as unknown;
        }),
      discard: () => giveUp(() => remove(file)),
    };
  };

  /** Only a real file shows whether files can be kept. */
  const probe = async (): Promise<void> => {
    const upload = createUpload(PROBE, { name: PROBE, mime: 'text/plain' });
    try {
      upload.stream.end('x');
      await finished(upload.stream);
      const reference = await upload.publish();
      await remove(restore(PROBE, reference));
    } catch (error) {
      await upload.discard();
      throw error;
    }
  };

  return {
    name: 'upload',
    markers: null,
    create: async (key, description) => createUpload(key, description),
    read: ({ key, reference }, range) =>
      withStorageErrors(async () => readSigned(await addressOf(restore(key, reference)), range)),
    delete: ({ key, reference }) => withStorageErrors(() => remove(restore(key, reference))),
    async *list() {
      yield* [];
    },
    check: () => withStorageErrors(probe),
    freeBytes: async () => null,
  };
};
