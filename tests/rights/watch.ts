import { gunzipSync } from 'node:zlib';
import { type Answer, get, type Query } from '../support/http';
import type { Site } from '../support/site';
import { unzip } from './unzip';

/** What was counted in one run of the suite. */
export const counts = { requests: 0, refusals: 0, paths: new Set<string>(), roles: new Set<string>(), leaks: 0 };

/** A credential, and what must not come to it. */
export interface Client {
  readonly code: string;
  /** Where the plugin's routes begin for it. */
  readonly prefix: '/export' | '/api/export';
  readonly authorization: string | null;
  readonly secrets: ReadonlySet<string>;
}

const contentOf = ({ headers, body }: Answer): Buffer => {
  const type = headers['content-type'] ?? '';
  if (body.subarray(0, 2).toString('latin1') === '\u001f\u008b') return gunzipSync(body);
  return type.includes('spreadsheetml') && body.length > 0 ? unzip(body) : body;
};

/** Everything of an answer that somebody could read. */
export const readable = (answer: Answer): string =>
  `${answer.status}\n${JSON.stringify(answer.headers)}\n${contentOf(answer).toString('utf8')}`;

interface LogStream {
  level: string;
  readonly transports: { silent?: boolean }[];
  on(event: 'data', listener: (entry: unknown) => void): void;
  off(event: 'data', listener: (entry: unknown) => void): void;
}

/** Milliseconds until a request must be in the log. */
const PATIENCE = 10_000;

/** Sends requests one by one and looks for canaries in the answers, and in what is logged meanwhile. */
export class Watch {
  private logged = '';

  private readonly leaks: string[] = [];

  private level = '';

  private onEntry = (): void => undefined;

  private readonly listen = (entry: unknown): void => {
    this.logged += `${JSON.stringify(entry)}\n`;
    this.onEntry();
  };

  constructor(private readonly site: Site) {}

  private get log(): LogStream {
    return this.site.strapi.log;
  }

  /** Everything is logged, requests included, but not shown. */
  start(): void {
    this.level = this.log.level;
    for (const transport of this.log.transports) transport.silent = true;
    this.log.level = 'silly';
    this.log.on('data', this.listen);
  }

  stop(): void {
    this.log.off('data', this.listen);
    this.log.level = this.level;
    for (const transport of this.log.transports) transport.silent = false;
  }

  /** Resolves as soon as a line is in the log, with each entry looked at: there are tens of thousands of requests. */
  private async isLogged(line: string): Promise<void> {
    if (this.logged.includes(line)) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${line} never came into the log.`)), PATIENCE);
      this.onEntry = () => {
        if (this.logged.includes(line)) resolve();
      };
    }).finally(() => clearTimeout(timer));
  }

  /** What was logged since the last request was sent. */
  get logs(): string {
    return this.logged;
  }

  private search(client: Client, what: string, found: string, sent: string): void {
    const text = found.toLowerCase();
    for (const secret of client.secrets) {
      if (!text.includes(secret) || sent.includes(secret)) continue;
      counts.leaks += 1;
      this.leaks.push(`${client.code} found ${secret} in ${what}`);
    }
  }

  async ask(client: Client, route: string, query: Query = {}): Promise<Answer> {
    counts.requests += 1;
    this.logged = '';
    const parameters = new URLSearchParams(query).toString();
    const sent = `${route}?${parameters}`;
    const answer = await get(this.site, `${client.prefix}/${route}`, client.authorization, { query });
    // Strapi logs a request when all is done for it, which can be after its answer has come; the next one's log is its own.
    const { pathname, search } = new URL(`${client.prefix}/${route}?${parameters}`, this.site.url);
    const line = `GET ${pathname}${search} (`;
    await this.isLogged(line);
    if (answer.status !== 200) counts.refusals += 1;
    this.search(client, `the answer to ${sent}`, readable(answer), sent);
    this.search(client, `the log of ${sent}`, this.logged, sent);
    return answer;
  }

  /** What has been found where it must not be, since the last time. */
  takeLeaks(): readonly string[] {
    return this.leaks.splice(0);
  }
}
