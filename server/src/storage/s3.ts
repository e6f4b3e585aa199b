import type { Readable } from 'node:stream';
import type { FileStorage } from './port';
import { openBucket, type S3Config, type S3Packages } from './s3-bucket';
import { listBucket } from './s3-list';
import { createS3Upload } from './s3-upload';
import { toStorageError, withStorageErrors } from './storage-error';

/** One name for all: where nothing may be deleted, one probe is left, and not one for each check. */
const PROBE = '.probe';

/** A bucket that is missing is no missing file. */
const isMissing = (error: unknown): boolean => {
  const { name, $metadata } = error as { readonly name: string; readonly $metadata?: { httpStatusCode?: number } };
  return name === 'NoSuchKey' || ($metadata?.httpStatusCode === 404 && name !== 'NoSuchBucket');
};

/**
 * Files in a bucket of S3, or of whatever speaks its protocol. The key alone finds a file. What a process leaves that
 * dies while it writes, finished or not, is in `list`.
 *
 * The bucket's own rules hold: no ACL is sent, and of a versioned bucket older versions stay.
 *
 * @param packages replaced in tests
 * @throws Error naming the packages to install, where they are missing
 */
export const createS3Storage = async (config: S3Config, packages?: () => Promise<S3Packages>): Promise<FileStorage> => {
  const opened = await openBucket(config, packages);
  const { client, commands, bucket, prefix } = opened;
  const placeOf = (key: string) => ({ Bucket: bucket, Key: prefix + key });

  const remove = async (key: string): Promise<void> => {
    await client.send(new commands.DeleteObjectCommand(placeOf(key)));
  };

  return {
    name: 's3',
    markers: null,
    create: async (key, description) => createS3Upload(opened, key, description),
    read: async ({ key }, range) => {
      const Range = range && `bytes=${range.start}-${range.end}`;
      try {
        const answer = await client.send(new commands.GetObjectCommand({ ...placeOf(key), Range }));
        const body = answer.Body as Readable;
        if (Range === undefined || answer.$metadata.httpStatusCode === 206) return body;
        body.destroy();
        throw new Error('The storage gives no ranges of files.');
      } catch (error) {
        if (isMissing(error)) return null;
        throw toStorageError(error);
      }
    },
    delete: ({ key }) => withStorageErrors(() => remove(key)),
    list: () => listBucket(opened),
    check: () =>
      withStorageErrors(async () => {
        await client.send(new commands.PutObjectCommand({ ...placeOf(PROBE), Body: 'x' }));
        await remove(PROBE);
      }),
    freeBytes: async () => null,
  };
};
