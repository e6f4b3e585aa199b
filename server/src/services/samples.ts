import { Writable } from 'node:stream';
import type { EstimateAnswer, PreviewAnswer } from '../../../shared/contracts/jobs';
import type { TableRow } from '../encoder/table';
import { ExportError } from '../errors/export-error';
import type { ExportRequest } from '../request/schema';
import { columnsOf } from './job-runs';
import type { BillingService } from './billing';
import type { ExportCaller, ExportsService } from './exports';
import { within } from './within';

export interface SamplesInput {
  readonly exports: ExportsService;
  readonly billing: BillingService;
}

/** Rows that an estimate is made from. */
const SAMPLE = 200;

const memory = (): { readonly sink: Writable; text(): string } => {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { sink, text: () => Buffer.concat(chunks).toString() };
};

/** Milliseconds that somebody waits for a count or a sample. */
const PATIENCE = 60_000;

/** @throws ExportError `EXPORT_SAMPLE_TOO_SLOW` */
const orTooSlow = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const result = await within(PATIENCE, work);
  if (result === null) throw new ExportError('EXPORT_SAMPLE_TOO_SLOW');
  return result;
};

/** What is shown before an export is begun: the same run, ended after some rows. */
export const createSamplesService = ({ exports, billing }: SamplesInput) => ({
  /** @throws ExportError when anything named does not exist or may not be read */
  estimate: async (request: ExportRequest, caller: ExportCaller): Promise<EstimateAnswer['data']> => {
    const plan = await exports.plan(request, caller);
    const { rows, sample } = await orTooSlow(async (signal) => {
      const rows = await exports.count(plan, signal);
      const { sink } = memory();
      const options = { plan, caller, sink, signal, wantsChecksum: false, firstRows: SAMPLE };
      return { rows, sample: rows === 0 ? null : await exports.run(options) };
    });
    return {
      rows,
      bytes: sample === null || sample.rows === 0 ? null : Math.round((sample.bytes / sample.rows) * rows),
      mode: rows < plan.backgroundFrom ? 'direct' : 'background',
      maxRows: plan.maxRows,
      isTooLarge: plan.maxRows !== null && rows > plan.maxRows,
      points: await billing.estimate(plan, caller.access, rows),
      columns: columnsOf(plan),
      leftOut: plan.leftOut.map(({ key }) => key),
    };
  },

  /** @throws ExportError when anything named does not exist or may not be read */
  preview: async (request: ExportRequest, caller: ExportCaller, rows: number): Promise<PreviewAnswer['data']> => {
    const plan = await exports.plan(request, caller);
    const { sink, text } = memory();
    await orTooSlow((signal) =>
      exports.run({ plan, caller, sink, signal, wantsChecksum: false, firstRows: rows, as: 'table' }),
    );
    const lines = text().split('\n').slice(0, -1).slice(0, rows);
    const table = lines.map((line) => JSON.parse(line) as TableRow);
    return {
      columns: plan.columns.map(({ key, header, type }) => ({ key, header, type })),
      rows: table.map(({ cells }) => cells),
      changes: table.flatMap(({ changes }, row) => changes.map((change) => ({ row, ...change }))),
      leftOut: plan.leftOut.map(({ key }) => key),
    };
  },
});

export type SamplesService = ReturnType<typeof createSamplesService>;
