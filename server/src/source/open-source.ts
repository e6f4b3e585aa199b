import type { Row } from '../../../shared/columns';
import { ExportError } from '../errors/export-error';
import type { Plan } from '../plan/plan';
import { type BatchSize, createBatchSize } from './batch-size';
import { blockPages } from './block-pages';
import { createComputedRows } from './computed-rows';
import { type ContentDatabase, type Dialect, dialectOf } from './database';
import { withFilterErrors } from './filter-error';
import { conversionsOf } from './level-reader';
import { listKeys, type NextPage, pagesByKey, pagesByList, rowPaging } from './pages';
import type { RowTotal, Source } from './port';
import { inTurns, readAhead, readInTurns } from './read-pages';
import { createRootParts } from './root-parts';
import { countQuery } from './root-queries';
import { createRootQuery, type RootQuery } from './root-query';
import type { Session } from './session';

export interface SourceInput {
  readonly database: ContentDatabase;
  readonly plan: Plan;
  /** Ends reading: a query that runs is stopped, and the connection is free. */
  readonly signal: AbortSignal;
  /** Cells read in one go. */
  readonly batchCells: number;
  /** What the addresses of files on the site's own server begin with; `null` to leave them as they are. */
  readonly fileBase: string | null;
  /** Only the first rows, for previews; the plan's own limit is not looked at then. */
  readonly firstRows?: number;
}

/** Said before the first row is read. */
export const tooManyRows = (maxRows: number): ExportError => {
  const message = `The limit is ${maxRows} rows.`;
  return new ExportError('EXPORT_TOO_MANY_ROWS', { problems: [{ field: 'filters', rule: 'too_many_rows', message }] });
};

/** Computes the cells that the site's own code makes, batch by batch, since it may take its time and be long. */
const computed = async function* (
  batches: AsyncGenerator<readonly Row[], void, undefined>,
  withComputed: (rows: readonly Row[]) => readonly Row[],
  size: BatchSize,
): AsyncGenerator<readonly Row[], void, undefined> {
  for await (const batch of batches) yield* inTurns(size.split(withComputed(batch)));
};

/** The first rows; what is read beyond them is left, and the reading ends. */
const firstOf = async function* (
  batches: AsyncGenerator<readonly Row[], void, undefined>,
  count: number,
): AsyncGenerator<readonly Row[], void, undefined> {
  let left = count;
  for await (const batch of batches) {
    yield batch.slice(0, left);
    left -= batch.length;
    if (left <= 0) return;
  }
};

const countRoot = async (
  session: Session,
  database: ContentDatabase,
  root: RootQuery,
  limit: number,
): Promise<number> => {
  const [row] = await session.rows(countQuery(database, root, limit));
  return Number(row?.[0] ?? 0);
};

/**
 * Counts the rows of a plan without reading them.
 *
 * @param limit where counting ends; all are counted when it is left out
 * @throws ExportError `EXPORT_INVALID_FILTER`
 */
export const countRows = async (
  { database, plan, signal }: Pick<SourceInput, 'database' | 'plan' | 'signal'>,
  limit = Number.MAX_SAFE_INTEGER,
): Promise<number> => {
  const dialect = dialectOf(database.db);
  const session = await dialect.openSession(database.db.connection, signal);
  try {
    const root = createRootQuery(database, dialect, plan);
    return await withFilterErrors(() => countRoot(session, database, root, limit));
  } finally {
    await session.close();
  }
};

/**
 * Opens the rows of a plan: one connection, on PostgreSQL and MySQL one snapshot, and pages by key.
 *
 * @throws ExportError `EXPORT_TOO_MANY_ROWS`, `EXPORT_INVALID_FILTER`
 */
export const openSource = async (input: SourceInput): Promise<Source> => {
  const { database, signal } = input;
  const dialect = dialectOf(database.db);
  const session = await dialect.openSession(database.db.connection, signal);
  try {
    return await openIn(session, dialect, input);
  } catch (error) {
    await session.close();
    throw error;
  }
};

const openIn = async (session: Session, dialect: Dialect, input: SourceInput): Promise<Source> => {
  const { database, plan, signal, batchCells, fileBase, firstRows } = input;
  const { root, reader, selected, key } = createRootParts({ database, dialect, plan, fileBase });
  const withComputed = createComputedRows(plan.computed, plan.level.fields.length + plan.level.hops.length);
  // What is read beyond the rows of a preview is read in vain.
  const pageBatches = (): number => (firstRows === undefined ? dialect.pageBatches : 1);
  // On SQLite rows, and what hangs on them, are read and put together within one turn of the event loop.
  const cells = session.isSnapshot ? batchCells : batchCells / 2;
  const size = createBatchSize({ cells, columns: selected.length, pageBatches });
  const pages = { session, root, selected, key };

  const countUpTo = (limit: number): Promise<number> => countRoot(session, database, root, limit);

  /** How the rows are read, and how many there are, where that is known by then. */
  const prepare = async (): Promise<{ readonly nextPage: NextPage; readonly counted: number | null }> => {
    const maxRows = firstRows === undefined ? plan.maxRows : null;
    if (root.isDirect) {
      const counted = maxRows === null ? null : await countUpTo(maxRows + 1);
      if (maxRows !== null && counted !== null && counted > maxRows) throw tooManyRows(maxRows);
      return { nextPage: pagesByKey(pages, rowPaging(pages)), counted };
    }
    const list = await listKeys(pages, firstRows);
    if (maxRows !== null && list.length > maxRows) throw tooManyRows(maxRows);
    return { nextPage: pagesByList(pages, list), counted: list.length };
  };

  // SQLite answers in this thread without ever waiting.
  const read = session.isSnapshot ? readAhead : readInTurns;

  const loadPage = async <Batch>(load: () => Promise<readonly Batch[]>): Promise<readonly Batch[]> => {
    signal.throwIfAborted();
    return load();
  };

  const loadRows = async (nextPage: NextPage): Promise<readonly (readonly Row[])[]> => {
    const load = async (): Promise<readonly Row[]> => {
      const rows = await withFilterErrors(() => nextPage(size.next()));
      return reader.complete(session, rows);
    };
    return size.split(await (reader.hasHops ? session.batch(load) : load()));
  };

  const { nextPage, counted } = await withFilterErrors(prepare);

  const isPlain = !reader.hasHops && withComputed === null && firstRows === undefined;
  const conversions = conversionsOf({ dialect, fileBase }, plan.level);
  const fields = plan.level.fields.map(({ type }, at) => ({ type, convert: conversions[at] ?? null }));
  const loadBlocks = isPlain ? blockPages({ ...pages, dialect, fields, cells: batchCells, nextPage }) : null;

  return {
    count: async (): Promise<RowTotal> => ({
      rows: counted ?? (await withFilterErrors(() => countUpTo(Number.MAX_SAFE_INTEGER))),
      isExact: session.isSnapshot,
    }),
    batches: () => {
      const rows = read(
        () => loadPage(() => loadRows(nextPage)),
        () => session.close(),
      );
      const batches = withComputed === null ? rows : computed(rows, withComputed, size);
      return firstRows === undefined ? batches : firstOf(batches, firstRows);
    },
    ...(loadBlocks !== null && {
      blocks: () =>
        read(
          () => loadPage(() => withFilterErrors(loadBlocks)),
          () => session.close(),
        ),
    }),
    close: () => session.close(),
  };
};
