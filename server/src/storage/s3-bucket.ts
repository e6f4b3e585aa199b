import type * as ClientModule from '@aws-sdk/client-s3';
import type * as UploadModule from '@aws-sdk/lib-storage';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { StorageConfig } from '../config';

export type S3Config = NonNullable<StorageConfig['s3']>;

/** The two packages of the AWS SDK that a site installs when it keeps files in S3. */
export interface S3Packages {
  readonly commands: typeof ClientModule;
  readonly Upload: typeof UploadModule.Upload;
}

export interface S3Bucket extends S3Packages {
  readonly client: ClientModule.S3Client;
  readonly bucket: string;
  readonly prefix: string;
}

const load = async (): Promise<S3Packages> => {
  const [commands, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  return { commands, Upload };
};

const isMissing = (error: unknown): boolean =>
  ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(String((error as { readonly code?: unknown }).code));

/** The SDK by itself waits for ever for an answer. A part of a file may take minutes, though. */
const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 300_000, throwOnRequestTimeout: true };

/** A download has a connection for as long as its reader takes: with a ceiling, slow readers would keep jobs from writing. */
const CONNECTIONS = { maxSockets: Number.POSITIVE_INFINITY };

/**
 * A client for the bucket of the configuration.
 *
 * @param packages replaced in tests
 * @throws Error naming the packages to install, where they are missing
 */
export const openBucket = async (
  { bucket, prefix = 'exports/', client }: S3Config,
  packages: () => Promise<S3Packages> = load,
): Promise<S3Bucket> => {
  const { commands, Upload } = await packages().catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause;
    throw new Error(
      `${PLUGIN_ID}.config.storage.driver: s3 needs two packages: npm install @aws-sdk/client-s3 @aws-sdk/lib-storage`,
      { cause },
    );
  });
  const requestHandler = { ...TIMEOUTS, httpAgent: CONNECTIONS, httpsAgent: CONNECTIONS };
  return { client: new commands.S3Client({ requestHandler, ...client }), commands, Upload, bucket, prefix };
};
