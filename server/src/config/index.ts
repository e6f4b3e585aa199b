import type { Core } from '@strapi/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { configSchema } from './schema';
import type { ExportConfig } from './types';

export type { ExportConfig, StorageConfig } from './types';

const defaults: ExportConfig = {
  contentApi: { contentTypes: [] },
  maxRows: 100_000,
  backgroundFrom: 5_000,
  maxStreams: null,
  maxStreamsPerCaller: 2,
  streamStallTimeout: 60_000,
  streamMaxDuration: 3_600_000,
  maxScratchBytes: 1_073_741_824,
  batchCells: 4_000,
  xlsxCompressionLevel: 1,
  queue: { driver: 'database', pollInterval: 1_000, redis: null, prefix: PLUGIN_ID },
  worker: { enabled: true, concurrency: 2, lostAfter: 30_000 },
  jobs: {
    maxAttempts: 3,
    maxRunning: null,
    maxRunningPerRequester: 2,
    maxWaitingPerRequester: 10,
    maxWaiting: 1_000,
    stallTimeout: 900_000,
    fileLifetime: { default: 86_400_000, exporters: {}, roles: {} },
    recordLifetime: 7_776_000_000,
    expiryInterval: 60_000,
    reuseFinished: false,
  },
  storage: {
    driver: 'local',
    local: { directory: '.tmp/exports' },
    s3: null,
    maxBytes: 10_737_418_240,
    minFreeBytes: 536_870_912,
  },
  points: { exemptRoles: [] },
  notify: { email: { enabled: false } },
  allowedAddresses: { default: null, roles: {} },
};

/**
 * Refuses a wrong configuration at boot.
 *
 * @throws Error naming every wrong key and its rule
 */
const validator = (config: unknown): void => {
  const parsed = configSchema.safeParse(config);
  if (parsed.success) return;
  const problems = parsed.error.issues.map(
    (issue) => `  ${[PLUGIN_ID, 'config', ...issue.path].join('.')}: ${issue.message}`,
  );
  throw new Error(`The configuration of the export plugin is wrong:\n${problems.join('\n')}`);
};

export const config = { default: defaults, validator };

/** The configuration of a running site, with its defaults filled in. */
export const configOf = (strapi: Core.Strapi): ExportConfig => strapi.config.get<ExportConfig>(`plugin::${PLUGIN_ID}`);
