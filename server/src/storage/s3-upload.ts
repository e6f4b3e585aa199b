import type { S3Client } from '@aws-sdk/client-s3';
import { createFeed } from './feed';
import type { FileDescription, Upload } from './port';
import type { S3Bucket } from './s3-bucket';

/** S3 takes 10,000 parts, so a file can have 78 GiB. */
const PART = 8 * 1024 * 1024;

/** Parts under way at once; they and one that is being filled are what an upload holds in memory. */
const PARTS_AT_ONCE = 2;

interface Command {
  readonly input: { readonly Body?: unknown };
}

interface Stoppable {
  readonly client: S3Client;
  /** Known once a file has more than one part. */
  uploadId(): string | undefined;
}

/** lib-storage cannot end requests under way, nor tell the id of its upload: both are had by standing in between. */
const stoppable = (client: S3Client, signal: AbortSignal): Stoppable => {
  let id: string | undefined;
  const send = async (command: Command): Promise<unknown> => {
    // Only what carries bytes is cut off: an upload whose beginning is not waited for has no id to abort it by.
    const options = command.input.Body === undefined ? {} : { abortSignal: signal };
    const answer = await client.send(command as Parameters<S3Client['send']>[0], options);
    if ('UploadId' in answer) id = answer.UploadId;
    return answer;
  };
  return { client: Object.assign(Object.create(client) as S3Client, { send }), uploadId: () => id };
};

/**
 * A file on its way into S3: one request when it is small, otherwise a multipart upload of which nobody sees anything
 * before it is whole. It then lies under its key, a moment before `publish`.
 */
export const createS3Upload = (
  { client, commands, Upload: MultipartUpload, bucket, prefix }: S3Bucket,
  key: string,
  { mime }: FileDescription,
): Upload => {
  const place = { Bucket: bucket, Key: prefix + key };
  const stop = new AbortController();
  const { client: stopping, uploadId } = stoppable(client, stop.signal);

  const { stream, taken, giveUp } = createFeed((Body) =>
    new MultipartUpload({
      client: stopping,
      params: { ...place, Body, ContentType: mime },
      partSize: PART,
      queueSize: PARTS_AT_ONCE,
      // What went wrong is told at once; `discard` removes the parts.
      leavePartsOnError: true,
    }).done(),
  );

  const abortParts = async (): Promise<void> => {
    const UploadId = uploadId();
    if (UploadId !== undefined) await client.send(new commands.AbortMultipartUploadCommand({ ...place, UploadId }));
  };

  return {
    stream,
    publish: async () => {
      await taken;
      return null;
    },
    discard: async () => {
      stop.abort();
      await giveUp(async () => {
        // An upload that has become a file is not there to be aborted.
        await abortParts().catch(() => undefined);
        await client.send(new commands.DeleteObjectCommand(place));
      });
    },
  };
};
