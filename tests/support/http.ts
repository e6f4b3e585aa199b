import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Format } from '../../shared/formats';
import { readFile, type Table } from './read-file';
import type { Site } from './site';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Query = Readonly<Record<string, string>>;

export interface Call {
  readonly method?: string;
  readonly authorization: string | null;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** An address of this machine's that the connection comes from. */
  readonly localAddress?: string;
}

/** Makes a call as a program does. */
export const send = (url: string, { authorization, body, headers, ...rest }: Call): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const credential = authorization === null ? {} : { authorization };
    // A connection of its own: a kept one may be closed by the server while a test computes.
    const options = { ...rest, agent: false, headers: { ...json, ...credential, ...headers } } as const;
    const outgoing = request(url, options, (response) => {
      buffer(response).then(
        (bytes) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes }),
        reject,
      );
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });

/** A request to the plugin's routes; `panel` under `/export`, otherwise the content API. */
export const get = (
  site: Site,
  route: string,
  authorization: string | null,
  { query = {}, method = 'GET' }: { readonly query?: Query; readonly method?: string } = {},
): Promise<Answer> => {
  const parameters = new URLSearchParams(query).toString();
  return send(`${site.url}${route}${parameters === '' ? '' : `?${parameters}`}`, { method, authorization });
};

/** An error's code and the first thing that is wrong. */
export const errorOf = ({
  body,
}: Answer): { code: string | undefined; field?: string; rule?: string; message: string } => {
  const { error } = JSON.parse(body.toString()) as {
    error: { message: string; details?: { code?: string; errors?: { field: string; rule: string }[] } };
  };
  return { code: error.details?.code, message: error.message, ...error.details?.errors?.[0] };
};

/** The objects of a JSON or NDJSON export through the panel's route as the super admin. */
export const exportObjects = async (
  site: Site,
  uid: string,
  format: 'json' | 'ndjson',
  query: Query,
): Promise<Record<string, unknown>[]> => {
  const { rows, header } = await exportTable(site, uid, format, query);
  return rows.map((row) => Object.fromEntries(row.map((value, at) => [header[at] ?? '', value])));
};

/** Exports through the panel's route as the super admin. */
export const exportFile = async (site: Site, uid: string, format: Format, query: Query = {}): Promise<Buffer> => {
  const token = await site.adminToken('admin@example.com');
  const answer = await get(site, `/export/${uid}/${format}`, token, { query });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body.toString()}`);
  return answer.body;
};

/** Likewise, and reads the file back. */
export const exportTable = async (site: Site, uid: string, format: Format, query: Query = {}): Promise<Table> =>
  readFile(format, await exportFile(site, uid, format, query), query.columns?.split(',') ?? []);
