import { problem } from '../errors/export-error';
import { parseRequest } from './parse';
import { isRecord } from './record';
import type { ExportRequest } from './schema';

/**
 * The request of a JSON body, for the exporter that the address names.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong field and its rule
 */
export const parseBody = (body: unknown, exporter: string): ExportRequest => {
  if (!isRecord(body)) {
    throw problem('EXPORT_INVALID_REQUEST', '', 'invalid_type', 'Expected a JSON object of parameters as the body.');
  }
  if ('exporter' in body && body.exporter !== exporter) {
    const message = `The address names ${exporter}: leave exporter out of the body.`;
    throw problem('EXPORT_INVALID_REQUEST', 'exporter', 'given_twice', message);
  }
  return parseRequest({ ...body, exporter });
};
