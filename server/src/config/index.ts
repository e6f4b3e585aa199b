import type { Core } from '@strapi/types';
import { z } from '@strapi/utils';
import { PLUGIN_ID } from '../../../shared/plugin-id';

const configSchema = z.strictObject({
  contentApi: z.strictObject({ contentTypes: z.array(z.string().min(1)) }),
  maxRows: z.number().int().positive().nullable(),
  maxStreams: z.number().int().positive().nullable(),
  maxStreamsPerCaller: z.number().int().positive(),
  streamStallTimeout: z.number().int().positive(),
  streamMaxDuration: z.number().int().positive(),
  maxScratchBytes: z.number().int().positive(),
  batchCells: z.number().int().min(100).max(100_000),
  xlsxCompressionLevel: z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9]),
});

/** The plugin's configuration: `config/plugins.ts`, key `content-export.config`. */
export interface ExportConfig {
  readonly contentApi: {
    /**
     * UIDs of the content types that end users and API tokens may export. Nothing is open by itself, since a site's own
     * policies on its `find` routes are not seen by an export. Default: none.
     */
    readonly contentTypes: readonly string[];
  };
  /** Most rows one export may have, `null` for no limit; the command line has none. Default: 100,000. */
  readonly maxRows: number | null;
  /**
   * Direct downloads that may run at once. Default `null`: the connection pool's maximum less 4, at least 1, so that
   * the site always keeps connections for itself.
   */
  readonly maxStreams: number | null;
  /** Direct downloads that one caller may run at once. Default: 2. */
  readonly maxStreamsPerCaller: number;
  /** Milliseconds after which a client that accepts no byte is cut. Default: 60,000. */
  readonly streamStallTimeout: number;
  /** Milliseconds after which any direct download is cut. Default: 3,600,000 (an hour). */
  readonly streamMaxDuration: number;
  /**
   * Bytes of temporary files that one Excel file with several sheets may need: sheets after the first wait there,
   * compressed. Default: 1,073,741,824 (1 GiB).
   */
  readonly maxScratchBytes: number;
  /**
   * Cells that are read and encoded in one go before other requests get their turn. More is slightly faster for the
   * export and slower for everybody else. Default: 5,000.
   */
  readonly batchCells: number;
  /** zlib level of Excel files, 1 (fast) to 9 (small). Default: 1, a fifth larger and three times faster than 6. */
  readonly xlsxCompressionLevel: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
}

const defaults: ExportConfig = {
  contentApi: { contentTypes: [] },
  maxRows: 100_000,
  maxStreams: null,
  maxStreamsPerCaller: 2,
  streamStallTimeout: 60_000,
  streamMaxDuration: 3_600_000,
  maxScratchBytes: 1_073_741_824,
  batchCells: 5_000,
  xlsxCompressionLevel: 1,
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
