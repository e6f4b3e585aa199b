import { z } from '@strapi/utils';
import { addressList } from '../network/address-range';

const positive = z.number().int().positive();

/** Timers take no more than 32 bits. */
const milliseconds = z.number().int().positive().max(2_147_483_647);

/** A span that no timer is set for. */
const span = z.number().int().positive();

const storage = z
  .strictObject({
    driver: z.enum(['local', 's3', 'upload']),
    local: z.strictObject({ directory: z.string().min(1) }),
    s3: z
      .strictObject({
        bucket: z.string().min(1),
        prefix: z
          .string()
          .regex(/^[\w!.*'()/-]*$/, { error: 'Expected letters, digits and - _ . / alone' })
          .optional(),
        client: z.record(z.string(), z.unknown()),
      })
      .nullable(),
    maxBytes: positive.nullable(),
    minFreeBytes: z.number().int().nonnegative(),
  })
  .refine(({ driver, s3 }) => driver !== 's3' || s3 !== null, {
    path: ['s3'],
    error: 'The driver s3 needs bucket and client',
  });

const queue = z
  .strictObject({
    driver: z.enum(['database', 'redis']),
    pollInterval: milliseconds.min(50),
    redis: z.union([z.url({ protocol: /^rediss?$/ }), z.record(z.string(), z.unknown())]).nullable(),
    prefix: z.string().regex(/^[\w.-]+$/, { error: 'Expected letters, digits and - _ . alone' }),
  })
  .refine(({ driver, redis }) => driver !== 'redis' || redis !== null, {
    path: ['redis'],
    error: 'The driver redis needs an address or options',
  })
  // BullMQ's scripts make keys by themselves, which ioredis' prefix would not begin.
  .refine(({ redis }) => typeof redis !== 'object' || redis === null || !('keyPrefix' in redis), {
    path: ['redis', 'keyPrefix'],
    error: 'Keys in Redis begin with queue.prefix; leave this out',
  });

/** Refuses what a site writes into `config/plugins`, key by key; the meaning of each is told by `ExportConfig`. */
export const configSchema = z.strictObject({
  contentApi: z.strictObject({ contentTypes: z.array(z.string().min(1)) }),
  maxRows: positive.nullable(),
  backgroundFrom: positive,
  maxStreams: positive.nullable(),
  maxStreamsPerCaller: positive,
  streamStallTimeout: milliseconds,
  streamMaxDuration: milliseconds,
  maxScratchBytes: positive,
  batchCells: z.number().int().min(100).max(100_000),
  xlsxCompressionLevel: z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9]),
  queue,
  worker: z.strictObject({
    enabled: z.boolean(),
    concurrency: z.number().int().min(1).max(100),
    lostAfter: milliseconds.min(5_000),
  }),
  jobs: z.strictObject({
    maxAttempts: z.number().int().min(1).max(100),
    maxRunning: positive.nullable(),
    maxRunningPerRequester: positive,
    maxWaitingPerRequester: positive,
    maxWaiting: positive,
    stallTimeout: milliseconds.min(10_000),
    fileLifetime: z.strictObject({
      default: span,
      exporters: z.record(z.string(), span),
      roles: z.record(z.string(), span),
    }),
    recordLifetime: span,
    expiryInterval: milliseconds.min(100),
    reuseFinished: z.boolean(),
  }),
  storage,
  points: z.strictObject({ exemptRoles: z.array(z.string().min(1)) }),
  allowedAddresses: z.strictObject({
    default: addressList.nullable(),
    roles: z.record(z.string(), addressList),
  }),
  notify: z.strictObject({
    email: z.strictObject({
      enabled: z.boolean(),
      from: z.string().min(1).optional(),
      replyTo: z.string().min(1).optional(),
    }),
  }),
});
