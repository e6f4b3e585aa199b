import { type Answer, errorOf, type Query } from '../support/http';
import type { Site } from '../support/site';
import { type Attempt, attemptsOn } from './attempts';
import { UIDS } from './content';
import { checkAnswer } from './matrix';
import { forbiddenLeaves } from './oracle';
import type { Caller } from './role';
import { writeCells } from './twins';
import { type RootName, SINK_SCALARS } from './universe';
import { type Client, counts, readable, type Watch } from './watch';
import type { Written } from './write-content';

/** In the short form each caller tries some of the table, another caller others, and all callers together all of it. */
export interface Part {
  /** From 0. */
  readonly index: number;
  readonly of: number;
}

export interface Run {
  readonly site: Site;
  readonly watch: Watch;
  readonly written: Written;
  readonly caller: Caller;
  readonly client: Client;
  /** `null` for the whole table. */
  readonly part: Part | null;
}

interface Sent {
  readonly route: string;
  readonly query: Query;
  readonly answer: string;
}

const ROOTS: readonly RootName[] = ['sink', 'item', 'hotel'];
const FORMATS = ['csv', 'json', 'ndjson', 'xlsx'];

/** A part of a French role's rows is another part of the test than an English one's. */
const routeOf = (root: RootName, format: string): string => `${UIDS[root]}/${format}`;

/** What is the same in two answers that tell the same: the moment they were made is not. */
const lasting = (answer: Answer): string => {
  const [, ...rest] = readable({ ...answer, headers: { 'content-type': answer.headers['content-type'] } }).split('\n');
  const body = rest.join('\n').replace(/"generatedAt":"[^"]*"/, '');
  return `${answer.status} ${body.replace(/<dcterms:(created|modified)[^/]*/g, '')}`;
};

/** Of the uses of a path, and where there is nothing to be read at all, those that say most. */
const saysMost = ({ use }: Attempt): boolean => use === 'column' || use === 'filter' || use === 'presence';

/** Also in the short form, all that can be asked of one relation. */
const attemptsOf = (root: RootName, { caller, part }: Run): readonly Attempt[] => {
  const all = attemptsOn(root);
  if (part !== null) {
    return all.filter(({ path }, at) => at % part.of === part.index || path.startsWith('shelf_item'));
  }
  // Where the type itself is refused, every request is refused in the same place.
  return caller.roots[root] === undefined ? all.filter(saysMost) : all;
};

const short = (error: unknown): string => (error as Error).message.replace(/\s+/g, ' ').slice(0, 420);

/** What is left out by default must be named, and nothing else must be. */
const checkDefaults = ({ caller, client }: Run, root: RootName, answer: Answer): void => {
  if (root !== 'sink' || answer.status !== 200) return;
  const { metadata } = JSON.parse(answer.body.toString()) as {
    readonly metadata: { readonly columns: readonly string[]; readonly leftOut?: readonly { readonly key: string }[] };
  };
  const allowed = caller.roots.sink?.values.filter((path) => !path.includes('.') && !path.startsWith('__')) ?? [];
  const columns = new Set(metadata.columns);
  const leftOut = (metadata.leftOut ?? []).map(({ key }) => key).sort();
  const expected = SINK_SCALARS.filter((path) => !allowed.includes(path)).sort();
  const missing = allowed.filter((path) => path !== 'id' && !columns.has(path));
  if (missing.length > 0 || [...columns].some((path) => !allowed.includes(path))) {
    throw new Error(`${client.code}: default columns are ${[...columns].join()}, without ${missing.join()}`);
  }
  if (JSON.stringify(leftOut) !== JSON.stringify(expected)) {
    throw new Error(`${client.code}: left out are ${leftOut.join()} instead of ${expected.join()}`);
  }
};

/** Whole files in each format, with the default columns and with all that may be read. */
const filesOf = (caller: Caller, root: RootName): { route: string; query: Query }[] => {
  const columns = caller.roots[root]?.values.join(',') ?? 'documentId';
  const own: Query = { filters: JSON.stringify({ createdAt: { $notNull: true } }) };
  return FORMATS.flatMap((format) => [
    { route: routeOf(root, format), query: own },
    { route: routeOf(root, format), query: { ...own, columns } },
    ...(format === 'csv'
      ? [{ route: routeOf(root, format), query: { columns, gzip: 'true', headers: 'labels' } }]
      : []),
  ]);
};

const sendAll = async (run: Run, failures: string[]): Promise<Sent[]> => {
  const { watch, client, caller, written } = run;
  const sent: Sent[] = [];
  const ask = async (route: string, query: Query): Promise<Answer> => {
    const answer = await watch.ask(client, route, query);
    sent.push({ route, query, answer: lasting(answer) });
    return answer;
  };
  const check = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      failures.push(short(error));
    }
  };
  for (const root of ROOTS) {
    for (const attempt of attemptsOf(root, run)) {
      counts.paths.add(`${root}.${attempt.path}`);
      const answer = await ask(routeOf(root, 'csv'), attempt.query);
      check(() => checkAnswer(caller, attempt, answer, written));
    }
    for (const { route, query } of filesOf(caller, root)) {
      const answer = await ask(route, query);
      const isGranted = caller.roots[root] !== undefined;
      if (isGranted !== (answer.status === 200)) {
        failures.push(`${client.code}: ${route} ${JSON.stringify(query)}: ${answer.status} ${errorOf(answer).code}`);
      }
      if (route.endsWith('/json') && query.columns === undefined) check(() => checkDefaults(run, root, answer));
    }
  }
  return sent;
};

/** The same requests on data that differ in what the caller may not know only. */
const repeat = async ({ site, watch, client, caller, written }: Run, sent: readonly Sent[]): Promise<string[]> => {
  const forbidden = forbiddenLeaves(caller);
  const differences: string[] = [];
  await writeCells(site, written, forbidden, 'twin');
  try {
    for (const { route, query, answer } of sent) {
      const now = lasting(await watch.ask(client, route, query));
      if (now === answer) continue;
      counts.leaks += 1;
      const at = now.split('\n').findIndex((line, index) => line !== answer.split('\n')[index]);
      const texts = [answer, now].map((text) => JSON.stringify(text.split('\n')[at]?.slice(0, 200)));
      differences.push(`${client.code}: hidden cells change ${route} ${JSON.stringify(query)}: ${texts.join(' ')}`);
    }
  } finally {
    await writeCells(site, written, forbidden, 'sent');
  }
  return differences;
};

/** @returns what was wrong, one line each */
export const runCaller = async (run: Run): Promise<readonly string[]> => {
  const failures: string[] = [];
  counts.roles.add(run.caller.code);
  const sent = await sendAll(run, failures);
  if (run.caller.isTwinned === true) failures.push(...(await repeat(run, sent)));
  return [...failures, ...run.watch.takeLeaks()];
};
