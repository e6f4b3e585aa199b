import type { Core } from '@strapi/types';
import type { ExportColumn, Manifest } from '../../../shared/contracts/jobs';
import type { Format } from '../../../shared/formats';
import packageJson from '../../../package.json';
import { configOf } from '../config';
import { ExportError } from '../errors/export-error';
import type { JobRow } from '../job/record';
import { requesterOf } from '../job/record';
import type { Prepared, Written } from '../job/prepared';
import { fingerprintOf } from '../plan/fingerprint';
import type { Plan } from '../plan/plan';
import type { AccessService } from './access';
import { callerOf } from './callers';
import type { ExportersService } from './exporters';
import type { ExportCaller, ExportsService, OfferedFile } from './exports';

export interface JobRunsInput {
  readonly strapi: Core.Strapi;
  readonly access: AccessService;
  readonly exporters: ExportersService;
  readonly exports: ExportsService;
}

export const columnsOf = ({ columns, sheets }: Plan): ExportColumn[] =>
  [...columns, ...sheets.flatMap((sheet) => sheet.columns)].map(({ key, header, type }) => ({ key, header, type }));

const manifestOf = (plan: Plan, file: OfferedFile, written: Written, completedAt: Date, job: JobRow): Manifest => {
  const { kind, id, name } = requesterOf(job);
  const { rows, bytes, sha256, warnings, asOf } = written;
  return {
    job: job.documentId,
    plugin: { name: packageJson.name, version: packageJson.version },
    exporter: job.exporter,
    format: job.format as Format,
    fileName: file.name,
    requestedBy: { kind, id, name },
    requestedAt: job.createdAt,
    asOf: asOf.toISOString(),
    completedAt: completedAt.toISOString(),
    request: plan.request,
    columns: columnsOf(plan),
    leftOut: file.leftOut,
    ...{ rows, bytes, sha256, warnings },
  };
};

/** Plans and writes what a job asks for, under the rights that its credential has at that moment. */
export const createJobRuns = ({ strapi, access, exporters, exports }: JobRunsInput) => {
  const lifetimeOf = (exporter: string, roles: readonly string[]): number => {
    const { fileLifetime } = configOf(strapi).jobs;
    const byRole = roles.flatMap((role) => fileLifetime.roles[role] ?? []);
    return fileLifetime.exporters[exporter] ?? (byRole.length > 0 ? Math.max(...byRole) : fileLifetime.default);
  };

  const write = async (
    plan: Plan,
    caller: ExportCaller,
    { sink, signal, onScratch, onTotal, onRows }: Parameters<Prepared['write']>[0],
  ): Promise<Written> => {
    let asOf = new Date();
    const { rows, bytes, sha256, warnings } = await exports.run({
      ...{ plan, caller, sink, signal, wantsChecksum: true, onScratch },
      onOpen: (moment) => {
        asOf = moment;
      },
      onTotal: (total) => onTotal(total.rows, total.isExact),
      onProgress: onRows,
    });
    if (sha256 === null) throw new ExportError('EXPORT_INTERNAL');
    return { rows, bytes, sha256, warnings, asOf };
  };

  /** @throws ExportError when the credential is gone, or may not export what was asked for */
  const planOf = async (job: Pick<JobRow, 'requesterKind' | 'requesterId' | 'origin' | 'request'>) => {
    const rights = await access.ofCredential({ kind: job.requesterKind, id: job.requesterId });
    exporters.open(job.origin, job.request.exporter);
    const caller = callerOf(job.origin, rights);
    return { caller, plan: await exports.plan(job.request, caller) };
  };

  return {
    plan: planOf,

    /** What a job would be allowed now, as a fingerprint to compare with that of its file. */
    fingerprint: async (job: JobRow): Promise<string> => fingerprintOf((await planOf(job)).plan),

    prepare: async (job: JobRow): Promise<Prepared> => {
      const { caller, plan } = await planOf(job);
      const file = exports.fileOf(plan);
      return {
        file,
        fingerprint: fingerprintOf(plan),
        lifetime: lifetimeOf(job.exporter, caller.access.requester.roles ?? []),
        write: (options) => write(plan, caller, options),
        manifest: ({ completedAt, job: record, ...written }) => manifestOf(plan, file, written, completedAt, record),
      };
    },
  };
};

export type JobRuns = ReturnType<typeof createJobRuns>;
