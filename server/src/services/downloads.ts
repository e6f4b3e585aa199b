import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '@strapi/types';
import type { AuditLog, CallOrigin } from '../audit/entry';
import { configOf } from '../config';
import { ExportError, problem } from '../errors/export-error';
import { type JobRow, requesterOf } from '../job/record';
import { partHeaders, partOf, sendPart, type StoredHttpFile } from '../sink/stored-file';
import type { BackgroundParts } from './background';
import type { JobRuns } from './job-runs';

export interface DownloadsInput {
  readonly strapi: Core.Strapi;
  readonly audit: AuditLog;
  readonly runs: JobRuns;
  parts(): BackgroundParts;
}

export interface DownloadRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly call: CallOrigin;
  /** What a link adds to it. */
  readonly link?: Link;
}

/** A download by a link that opens it once. */
export interface Link {
  /** Instead of the file's checksum, which others may know. */
  readonly entityTag: string;
  /** Called when nothing but sending is left to do. @throws ExportError when it may not begin */
  begin(): Promise<void>;
}

const expired = (): ExportError => new ExportError('EXPORT_FILE_EXPIRED');

/** What the record says of its file. @throws ExportError in every other state than `completed` */
const fileOf = (job: JobRow): StoredHttpFile => {
  const { status, fileName, fileMime, bytes, sha256, completedAt, expiresAt, leftOut } = job;
  if (status === 'pending' || status === 'processing') throw new ExportError('EXPORT_JOB_NOT_READY');
  if (status === 'failed' || status === 'cancelled') {
    throw problem('EXPORT_JOB_CONFLICT', 'status', 'wrong_status', `The job is ${status}: it has no file.`);
  }
  const isOver = expiresAt !== null && new Date(expiresAt).getTime() <= Date.now();
  if (status === 'expired' || isOver || fileName === null || sha256 === null) throw expired();
  return {
    name: fileName,
    mime: fileMime ?? 'application/octet-stream',
    bytes: Number(bytes),
    entityTag: `"${sha256}"`,
    modifiedAt: new Date(completedAt ?? 0),
    leftOut: leftOut ?? [],
  };
};

/** Gives finished files out, while the rights that they were made with still hold. */
export const createDownloads = ({ strapi, audit, runs, parts }: DownloadsInput) => {
  const write = (
    job: JobRow,
    entry: Pick<Parameters<AuditLog['write']>[0], 'event' | 'call' | 'code' | 'reason' | 'bytes'>,
  ) => {
    const { exporter, format, attempt, origin, documentId } = job;
    return audit.write({ requester: requesterOf(job), jobId: documentId, exporter, format, attempt, origin, ...entry });
  };

  /** The plan is made anew, for the credential that asked; what it may export now must be what the file holds. */
  const checkRights = async (job: JobRow): Promise<void> => {
    const now = await runs.fingerprint(job).catch((error: unknown) => {
      // What cannot be planned any more may not be given out either.
      if (!(error instanceof ExportError) || error.status >= 500) throw error;
      if (error.code === 'EXPORT_CREDENTIAL_GONE') throw error;
      return null;
    });
    if (now === null || now !== job.fingerprint) throw new ExportError('EXPORT_RIGHTS_CHANGED');
  };

  const checked = async (job: JobRow, call: CallOrigin): Promise<StoredHttpFile> => {
    const file = fileOf(job);
    try {
      await checkRights(job);
    } catch (error) {
      if (error instanceof ExportError && error.status === 403) {
        await write(job, { event: 'refused', call, code: error.code, reason: error.message });
      }
      throw error;
    }
    return file;
  };

  return {
    /** @throws ExportError what a download would be refused with now */
    check: async (job: JobRow, call: CallOrigin): Promise<void> => {
      await checked(job, call);
    },

    /**
     * Answers a request for a job's file, or for a range of it.
     *
     * @throws ExportError before the first byte; or any error after it, when the connection has been broken
     */
    send: async (job: JobRow, { request, response, call, link }: DownloadRequest): Promise<void> => {
      const file = { ...(await checked(job, call)), ...(link && { entityTag: link.entityTag }) };
      const part = partOf(request, file);
      if (request.method === 'HEAD') {
        response.writeHead(part.status, { ...partHeaders(file, part) }).end();
        return;
      }
      const { status, start, end } = part;
      const stored = { key: job.fileKey ?? '', reference: job.fileReference };
      const source = await parts().storage.read(stored, status === 206 ? { start, end } : undefined);
      if (source === null) throw expired();
      // A connection can break before anything is sent; sending finds out, and an error that nobody hears ends the process.
      source.on('error', () => undefined);
      try {
        await link?.begin();
        await write(job, { event: 'downloaded', call, bytes: end - start + 1 });
      } catch (error) {
        source.destroy();
        throw error;
      }
      await sendPart({ file, part, source, response, stallTimeout: configOf(strapi).streamStallTimeout });
    },
  };
};

export type DownloadsService = ReturnType<typeof createDownloads>;
