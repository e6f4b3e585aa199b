import type { Database } from '@strapi/database';
import type { AuditLine, AuditQuery } from '../../../shared/contracts/audit';
import { AUDIT_ENTRY } from '../../../shared/uids';
import type { AuditEntry, AuditLog } from './entry';

/** Everything that leaves a site is of this level; the field is there for logs that merge several sources. */
const LEVEL = 'HIGH';

/** A header can be as long as a client likes. */
const MAX_TEXT = 2_000;

/** Lines of one job that are shown. */
const MAX_MOMENTS = 200;

const cut = (text: string | null | undefined): string | null => text?.slice(0, MAX_TEXT) ?? null;

const toRow = (entry: AuditEntry) => {
  const { event, requester, call, rows, bytes, attempt } = entry;
  return {
    event,
    level: LEVEL,
    at: new Date(),
    requester: requester === null ? null : `${requester.kind}:${requester.id}`,
    requesterKind: requester?.kind ?? null,
    requesterId: requester?.id ?? null,
    requesterName: requester?.name ?? null,
    origin: entry.origin ?? null,
    exporter: entry.exporter ?? null,
    format: entry.format ?? null,
    jobId: entry.jobId ?? null,
    attempt: attempt ?? null,
    filters: entry.filters ?? null,
    columns: entry.columns ?? null,
    rows: rows ?? null,
    bytes: bytes === undefined ? null : String(bytes),
    code: entry.code ?? null,
    reason: cut(entry.reason),
    ip: call?.ip ?? null,
    userAgent: cut(call?.userAgent),
  };
};

/** A row as the database gives it: large numbers are texts there. */
type Row = Omit<AuditLine, 'bytes'> & { readonly bytes: string | number | null };

const toLine = (row: Row): AuditLine => {
  const { at, event, level, requester, requesterName, origin, exporter, format, jobId, attempt } = row;
  const { filters, columns, rows, bytes, code, reason, ip, userAgent } = row;
  return {
    ...{ at, event, level, requester, requesterName, origin, exporter, format, jobId, attempt },
    ...{ filters, columns, rows, bytes: bytes === null ? null : Number(bytes), code, reason, ip, userAgent },
  };
};

const whereOf = ({ event, exporter, requester, code, from, to }: Omit<AuditQuery, 'page' | 'pageSize'>) => ({
  ...(event !== undefined && { event }),
  ...(exporter !== undefined && { exporter }),
  ...(code !== undefined && { code }),
  ...(requester !== undefined && { requesterName: { $containsi: requester } }),
  ...((from !== undefined || to !== undefined) && {
    at: { ...(from !== undefined && { $gte: new Date(from) }), ...(to !== undefined && { $lte: new Date(to) }) },
  }),
});

/** @param database asked for at each line, since Strapi makes it after its services */
export const createAuditLog = (database: () => Database): AuditLog => ({
  write: async (entry) => {
    await database()
      .query(AUDIT_ENTRY)
      .create({ data: toRow(entry) });
  },
  list: async ({ page, pageSize, ...asked }) => {
    const range = { orderBy: [{ id: 'desc' }], limit: pageSize, offset: (page - 1) * pageSize };
    const [rows, total] = await database()
      .query(AUDIT_ENTRY)
      .findWithCount({ where: whereOf(asked), ...range });
    return { rows: (rows as Row[]).map(toLine), total };
  },
  ofJob: async (jobId) => {
    // One that is downloaded all the time has any number of lines.
    const newest = { where: { jobId }, orderBy: [{ id: 'desc' }], limit: MAX_MOMENTS };
    const rows = (await database().query(AUDIT_ENTRY).findMany(newest)) as Row[];
    return rows
      .map(toLine)
      .reverse()
      .map(({ at, event, attempt, rows: count, bytes, code, reason }) => ({
        ...{ at, event, attempt, rows: count, bytes, code, reason },
      }));
  },
});
