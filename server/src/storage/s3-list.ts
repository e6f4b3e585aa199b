import type { ListMultipartUploadsCommandOutput } from '@aws-sdk/client-s3';
import type { FoundFile } from './port';
import type { S3Bucket } from './s3-bucket';
import { toStorageError, withStorageErrors } from './storage-error';

/** Other things may lie below the prefix. */
const KEY = /^[A-Za-z0-9-]+$/;

const keyOf = (prefix: string, name: string | undefined): string | null => {
  const key = name?.startsWith(prefix) === true ? name.slice(prefix.length) : '';
  return KEY.test(key) ? key : null;
};

/** A time that is not told counts as now: what may be new is left alone. */
const timeOf = (date: Date | undefined): Date => date ?? new Date();

const isNamed = (error: unknown, name: string): boolean => (error as Error).name === name;

const finishedFiles = async function* ({ client, commands, bucket, prefix }: S3Bucket): AsyncGenerator<FoundFile> {
  let ContinuationToken: string | undefined;
  do {
    const command = new commands.ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken });
    const page = await withStorageErrors(() => client.send(command));
    for (const { Key, LastModified } of page.Contents ?? []) {
      const key = keyOf(prefix, Key);
      if (key === null) continue;
      const remove = async (): Promise<void> => {
        await client.send(new commands.DeleteObjectCommand({ Bucket: bucket, Key }));
      };
      yield { key, isFinished: true, modifiedAt: timeOf(LastModified), remove: () => withStorageErrors(remove) };
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
};

type UploadPage = ListMultipartUploadsCommandOutput;

/** `null` where a storage speaks S3 but has no such list. */
const uploadPage = async (
  { client, commands, bucket, prefix }: S3Bucket,
  last: UploadPage | null,
): Promise<UploadPage | null> => {
  const from = { KeyMarker: last?.NextKeyMarker, UploadIdMarker: last?.NextUploadIdMarker };
  try {
    return await client.send(new commands.ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...from }));
  } catch (error) {
    if (isNamed(error, 'NotImplemented')) return null;
    throw toStorageError(error);
  }
};

const unfinishedFiles = async function* (opened: S3Bucket): AsyncGenerator<FoundFile> {
  const { client, commands, bucket, prefix } = opened;
  let page: UploadPage | null = null;
  do {
    page = await uploadPage(opened, page);
    for (const { Key, UploadId, Initiated } of page?.Uploads ?? []) {
      const key = keyOf(prefix, Key);
      if (key === null) continue;
      const remove = async (): Promise<void> => {
        const command = new commands.AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId });
        // Somebody else may have ended it.
        await client.send(command).catch((error: unknown) => {
          if (!isNamed(error, 'NoSuchUpload')) throw error;
        });
      };
      yield { key, isFinished: false, modifiedAt: timeOf(Initiated), remove: () => withStorageErrors(remove) };
    }
  } while (page?.IsTruncated === true);
};

/** All that lies below the prefix: files, and multipart uploads that were never brought to an end. */
export const listBucket = async function* (bucket: S3Bucket): AsyncGenerator<FoundFile> {
  yield* finishedFiles(bucket);
  yield* unfinishedFiles(bucket);
};
