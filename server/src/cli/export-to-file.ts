import path from 'node:path';
import { Writable } from 'node:stream';
import type { Core } from '@strapi/types';
import { requestOfQuery } from '../request/exporter-request';
import { getService } from '../services';
import type { ExportResult } from '../services/exports';
import type { Warning } from '../run/warnings';
import { createFileSink, type FileSink } from '../sink/file';
import type { Arguments } from './arguments';
import { callerOf } from './caller';
import { createProgress } from './progress';

/** Default columns that the user of `--as` may not read. */
interface ColumnsLeftOut {
  readonly kind: 'columns-left-out';
  readonly columns: readonly string[];
}

/** What `--json` prints of a finished export. */
export interface Report extends Pick<ExportResult, 'rows' | 'bytes' | 'milliseconds' | 'sha256'> {
  readonly warnings: readonly (Warning | ColumnsLeftOut)[];
  /** Absolute path, `null` for standard output. */
  readonly file: string | null;
}

/** Standard output must not be closed, since it is the process's; when its reader leaves, the export ends. */
const standardOutput = (): FileSink => {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      process.stdout.write(chunk, done);
    },
  });
  process.stdout.once('error', (error: Error) => stream.destroy(error));
  return { stream, publish: () => Promise.resolve(), discard: () => Promise.resolve() };
};

/** Runs one export into its file; what is not whole is deleted. */
export const exportToFile = async (strapi: Core.Strapi, args: Arguments, signal: AbortSignal): Promise<Report> => {
  const exports = getService(strapi, 'exports');
  const caller = await callerOf(strapi, args.as);
  const exporter = getService(strapi, 'exporters').open('panel', args.exporter);
  const plan = await exports.plan(requestOfQuery(exporter, args.parameters, args.parameters.format), caller);
  const file = args.output === null ? null : path.resolve(args.output ?? exports.fileOf(plan).name);
  const progress = createProgress(process.stderr);
  const sink = file === null ? standardOutput() : createFileSink(file);
  try {
    const { rows, bytes, milliseconds, sha256, warnings } = await exports.run({
      plan,
      caller,
      sink: sink.stream,
      signal,
      wantsChecksum: true,
      ...(process.stderr.isTTY && { onTotal: (total) => progress.total(total.rows) }),
      onProgress: (done) => progress.rows(done),
    });
    await sink.publish();
    const columns = plan.leftOut.map(({ key }) => key);
    const leftOut: ColumnsLeftOut[] = columns.length === 0 ? [] : [{ kind: 'columns-left-out', columns }];
    return { rows, bytes, milliseconds: Math.round(milliseconds), sha256, warnings: [...leftOut, ...warnings], file };
  } catch (error) {
    await sink.discard();
    throw error;
  } finally {
    progress.stop();
  }
};
