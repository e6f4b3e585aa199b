import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Core } from '@strapi/types';
import type { Access } from '../access/access';
import type { Schema } from '../access/schema';
import type { Views } from '../plan/view';
import { configOf, type ExportConfig } from '../config';
import { fileNameOf } from '../exporter/exporter';
import { createZonedTime } from '../encoder/zoned-time';
import { createPlan } from '../plan/create-plan';
import type { Plan } from '../plan/plan';
import type { ExportRequest } from '../request/schema';
import { run, type RunResult } from '../run/run';
import { createWarnings, type Warning } from '../run/warnings';
import { countRows, openSource } from '../source/open-source';
import type { RowTotal, Source } from '../source/port';
import { createTemporaryFiles } from '../sink/scratch';
import { contentDatabaseOf } from './content-database';
import type { ExportersService } from './exporters';
import { createEncoder, createPreviewEncoder, fileTypeOf, isGzipped } from './file-formats';

/** Who asks, and what is meant where the request does not say. */
export interface ExportCaller {
  readonly access: Access;
  readonly defaultPublication: 'draft' | 'published';
  readonly defaultFlavor: 'excel' | 'plain';
  readonly defaultHeaders: 'labels' | 'paths';
  /** Whether the site's limit of rows does not bind: the command line has none. */
  readonly isUnlimited?: boolean;
}

export interface ExportRunOptions {
  readonly plan: Plan;
  readonly caller: ExportCaller;
  readonly sink: Writable;
  readonly signal: AbortSignal;
  readonly wantsChecksum: boolean;
  /** Only the first rows, for previews and estimates. */
  readonly firstRows?: number;
  /** `table` is the preview's form, see `encoder/table`; the request's own format otherwise. */
  readonly as?: 'file' | 'table';
  /** Bytes of temporary files are told before they are written; what it throws ends the run. */
  readonly onScratch?: (bytes: number) => void;
  /** Called when the rows are about to be read: the file is of this moment. */
  readonly onOpen?: (asOf: Date) => void;
  readonly onTotal?: (total: RowTotal) => void | Promise<void>;
  readonly onProgress?: (rows: number) => void;
}

export interface ExportResult extends RunResult {
  readonly warnings: readonly Warning[];
}

/** Whether the number of records is known before the first: not where documents become as many rows as they have items. */
const isCountKnown = ({ rowPath }: Plan, total: RowTotal | null): boolean =>
  rowPath.length === 0 && total?.isExact !== false;

const metadataOf = (plan: Plan, caller: ExportCaller, total: RowTotal | null) => {
  const { request } = plan;
  return {
    exporter: plan.exporter.name,
    generatedAt: new Date().toISOString(),
    requestedBy: caller.access.requester.name,
    columns: plan.columns.map(({ key }) => key),
    filters: request.filters ?? {},
    sort: request.sort.map(({ path, direction }) => `${path}:${direction}`),
    ...(request.search !== undefined && { search: request.search }),
    ...(plan.locales !== null && { locales: plan.locales }),
    ...(plan.level.hasDrafts && { publication: plan.publication }),
    ...(plan.leftOut.length > 0 && { leftOut: plan.leftOut }),
    ...(total !== null && { [isCountKnown(plan, total) ? 'recordCount' : 'recordCountEstimated']: total.rows }),
  };
};

/** What a file is offered as. */
export interface OfferedFile {
  readonly name: string;
  readonly mime: string;
  /** Keys of default columns that the requester may not read. */
  readonly leftOut: readonly string[];
}

export interface ExportsInput {
  readonly strapi: Core.Strapi;
  readonly schema: Schema;
  readonly views: Views;
  readonly exporters: ExportersService;
}

/** Plans and runs exports; the only place where sources, encoders and sinks are chosen. */
export const createExportsService = ({ strapi, schema, views, exporters }: ExportsInput) => {
  const config = (): ExportConfig => configOf(strapi);
  const database = contentDatabaseOf(strapi);

  /** A header that tells the count is worth counting for; a limit was checked by the source itself. */
  const totalFor = async ({ request }: Plan, source: Source, isWanted: boolean): Promise<RowTotal | null> => {
    const isInHeader = request.format === 'json' && request.metadata;
    return isInHeader || isWanted ? source.count() : null;
  };

  return {
    /** @throws ExportError when anything named does not exist or may not be read */
    plan: async (request: ExportRequest, { access, isUnlimited = false, ...defaults }: ExportCaller): Promise<Plan> => {
      // On SQLite who asks was found out, and perhaps written down, in this turn of the event loop.
      await nextTurn();
      // Whether a contract serves it at all has been asked by whoever knows the contract.
      const exporter = exporters.open('panel', request.exporter);
      return createPlan({
        ...{ schema, views, access, request, exporter, ...defaults },
        ...exporters.limitsOf(exporter),
        ...(isUnlimited && { maxRows: null }),
      });
    },

    /**
     * Counts the plan's rows, under the same rights and filters.
     *
     * @param limit where counting ends; all are counted when it is left out
     */
    count: (plan: Plan, signal: AbortSignal, limit?: number): Promise<number> =>
      countRows({ database, plan, signal }, limit),

    /** The offered name and the media type of the plan's file. */
    fileOf: ({ uid, exporter, filterValues, request, leftOut }: Plan): OfferedFile => {
      const { mime, extension } = fileTypeOf(request);
      const date = createZonedTime(request.timeZone)(new Date().toISOString()).slice(0, 10);
      const pattern = exporter.fileName ?? `${schema.model(uid)?.info.pluralName ?? 'export'}_{date}`;
      return {
        name: `${fileNameOf(pattern, { ...filterValues, date, exporter: exporter.name })}.${extension}`,
        mime,
        leftOut: leftOut.map(({ key }) => key),
      };
    },

    /** @throws ExportError before the first byte reaches the sink, or any error after it */
    run: async (options: ExportRunOptions): Promise<ExportResult> => {
      const { plan, caller, sink, signal, wantsChecksum, firstRows, as = 'file' } = options;
      const { onScratch, onOpen, onTotal, onProgress } = options;
      const { request } = plan;
      const warnings = createWarnings();
      // Taken before, so that nothing in the file is older than it says.
      const asOf = new Date();
      const source = await openSource({
        database,
        plan,
        signal,
        batchCells: config().batchCells,
        fileBase: request.absoluteUrls ? strapi.config.get<string>('server.absoluteUrl') : null,
        ...(firstRows !== undefined && { firstRows }),
      });
      try {
        onOpen?.(asOf);
        const total = await totalFor(plan, source, onTotal !== undefined);
        if (total !== null) await onTotal?.(total);
        const encode = as === 'table' ? createPreviewEncoder : createEncoder;
        const encoder = encode(request, {
          columns: plan.columns,
          rowPath: plan.rowPath,
          sheets: plan.sheets,
          split: plan.split,
          summary: plan.summary,
          scratch: createTemporaryFiles({
            maxBytes: config().maxScratchBytes,
            ...(onScratch && { onWrite: onScratch }),
          }),
          timeZone: request.timeZone,
          separator: request.separator,
          warnings,
          defaultFlavor: caller.defaultFlavor,
          metadata: metadataOf(plan, caller, total),
          trailingCount: isCountKnown(plan, total) ? null : 'recordCount',
          title: exporters.labelOf(plan.exporter),
          compressionLevel: config().xlsxCompressionLevel,
        });
        const result = await run({
          source,
          encoder,
          sink,
          signal,
          gzip: as === 'file' && isGzipped(request),
          wantsChecksum,
          ...(onProgress && { onProgress }),
        });
        return { ...result, warnings: warnings.list() };
      } finally {
        await source.close();
      }
    },
  };
};

export type ExportsService = ReturnType<typeof createExportsService>;
