import type { AnswerName } from '../../../server/src/openapi/answers';
import type { SubmittedAnswer } from '../../../shared/contracts/jobs';
import type { Answer } from '../../support/http';
import { call, until } from '../../support/jobs';
import type { Site } from '../../support/site';
import type { Ask, Asking } from './asking';
import { aboutKept } from './kept-answers';
import { ACCOUNT } from './records';

export const PREFIX = '/api/export';
export const MANAGER = 'manager@example.com';

/** An answer that was given, and the address as the description writes it. */
export interface Given {
  readonly method: string;
  readonly path: string;
  readonly answer: Answer;
  /** The contract that its body keeps to; files have none. */
  readonly schema?: AnswerName;
  /** What it is refused with. */
  readonly code?: string;
}

const RECORDS = { format: 'csv', filters: { account_id: ACCOUNT, status: 'shipped' } };
const BIG = { format: 'csv', filters: { account_id: ACCOUNT } };
const FORCED = { prefer: 'respond-async' };

const parsed = ({ body }: Answer): unknown => JSON.parse(body.toString());

/** Asks everything once: what is granted, and one refusal of each kind. */
export const answersOf = async (site: Site): Promise<readonly Given[]> => {
  const token = await site.endUserToken(MANAGER);
  const given: Given[] = [];
  const ask = async (method: string, path: string, asking: Asking = {}): Promise<Answer> => {
    const { body, headers, values = {}, query = '', isAnonymous = false, schema, code } = asking;
    const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '');
    const answer = await call(site, method, `${PREFIX}${address}${query}`, isAnonymous ? null : token, body, headers);
    const kept = code === undefined ? schema : ('ErrorAnswer' as const);
    given.push({
      ...{ method, path: `${PREFIX}${path}`, answer },
      ...(kept !== undefined && { schema: kept }),
      ...(code !== undefined && { code }),
    });
    return answer;
  };

  await ask('GET', '/exporters', { schema: 'ExporterList' });
  await ask('GET', '/exporters/{exporter}', { values: { exporter: 'hotels' }, schema: 'ExporterDetails' });
  await ask('GET', '/exporters/{exporter}', { values: { exporter: 'nothing' }, code: 'EXPORT_UNKNOWN_EXPORTER' });
  await ask('GET', '/health', { schema: 'HealthAnswer' });
  await ask('GET', '/points', { schema: 'OwnPointsAnswer' });
  await ask('GET', '/health', { isAnonymous: true, schema: 'ErrorAnswer' });

  for (const format of ['csv', 'json', 'ndjson', 'xlsx', 'excel']) await ask('GET', `/hotels/${format}`);
  await ask('GET', '/hotels/csv', { query: '?gzip=true' });
  await ask('GET', '/hotels/csv', { query: '?colour=red', code: 'EXPORT_INVALID_REQUEST' });
  await ask('POST', '/records', { body: RECORDS });
  await ask('POST', '/records/background', { body: RECORDS, code: 'EXPORT_TOO_FEW_ROWS' });
  await ask('POST', '/records/estimate', { body: RECORDS, schema: 'EstimateAnswer' });
  await ask('POST', '/records/preview', { body: RECORDS, query: '?rows=3', schema: 'PreviewAnswer' });
  const ticket = await ask('POST', '/records/tickets', { body: RECORDS, schema: 'TicketAnswer' });
  const link = (parsed(ticket) as { data: { url: string } }).data.url;
  const values = { ticket: link.slice(link.lastIndexOf('/') + 1) };
  await ask('GET', '/downloads/{ticket}', { values, isAnonymous: true });
  await ask('GET', '/downloads/{ticket}', { values, isAnonymous: true, code: 'EXPORT_TICKET_INVALID' });

  await aboutJobs(site, token, ask);
  await aboutKept(ask);
  return given;
};

/** The life of a job, from being asked for to being deleted. */
const aboutJobs = async (site: Site, token: string, ask: Ask): Promise<void> => {
  // Nobody else asks for these columns, so that the job is a new one.
  const columns = ['id', 'qty', 'status'];
  const body = { ...BIG, columns };
  const submitted = await ask('POST', '/records', { body, headers: FORCED, schema: 'SubmittedAnswer' });
  const { data } = parsed(submitted) as SubmittedAnswer;
  const values = { id: data.id };
  await until(site, data.id, token, { prefix: PREFIX });
  await ask('GET', '/jobs', { query: '?pageSize=2', schema: 'JobList' });
  const shown = await ask('GET', '/jobs/{id}', { values, schema: 'JobAnswer' });
  await ask('GET', '/jobs/{id}', { values, headers: { 'if-none-match': shown.headers.etag ?? '' } });
  await ask('GET', '/jobs/{id}', { values: { id: 'none' }, code: 'EXPORT_JOB_NOT_FOUND' });
  await ask('GET', '/jobs/{id}/history', { values, schema: 'JobHistory' });
  await ask('GET', '/jobs/{id}/manifest', { values, schema: 'Manifest' });
  await ask('POST', '/jobs/{id}/tickets', { values, schema: 'TicketAnswer' });
  await ask('GET', '/jobs/{id}/download', { values });
  await ask('GET', '/jobs/{id}/download', { values, headers: { range: 'bytes=0-9' } });
  const beyond = { range: 'bytes=999999999-' };
  await ask('GET', '/jobs/{id}/download', { values, headers: beyond, code: 'EXPORT_RANGE_NOT_SATISFIABLE' });
  await ask('POST', '/jobs/{id}/cancel', { values, code: 'EXPORT_JOB_CONFLICT' });
  await ask('POST', '/jobs/{id}/retry', { values, code: 'EXPORT_JOB_CONFLICT' });
  const again = await ask('POST', '/jobs/{id}/rerun', { values, schema: 'SubmittedAnswer' });
  await until(site, (parsed(again) as SubmittedAnswer).data.id, token, { prefix: PREFIX });
  await ask('DELETE', '/jobs/{id}', { values });
  await ask('GET', '/jobs/{id}/download', { values, code: 'EXPORT_FILE_EXPIRED' });
};
