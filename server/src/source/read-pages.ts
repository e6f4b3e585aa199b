import { setImmediate as nextTurn } from 'node:timers/promises';

/** What one query brought, in the batches that are handed on; none is the end. */
export type Page<Batch> = readonly Batch[];

/** Hands batches on so that other requests get their turn between them. */
export const inTurns = async function* <Batch>(batches: Page<Batch>): AsyncGenerator<Batch, void, undefined> {
  for (const [at, batch] of batches.entries()) {
    if (at > 0) await nextTurn();
    yield batch;
  }
};

/**
 * Reads one page ahead, so that the database works while a page is being encoded. Two ahead gain nothing, since then it
 * is this process that the other waits for, and they hold more rows.
 *
 * @param load reads the next page
 * @param close called once, in every outcome
 */
export const readAhead = async function* <Batch>(
  load: () => Promise<Page<Batch>>,
  close: () => Promise<void>,
): AsyncGenerator<Batch, void, undefined> {
  let next: Promise<Page<Batch>> | null = load();
  try {
    for (;;) {
      const page: Page<Batch> = await next;
      next = null;
      if (page.length === 0) return;
      next = load();
      // The failure is thrown when the page is wanted; until then it must not count as unhandled.
      next.catch(() => undefined);
      // A driver sends its query when this turn is over; until then the database would do nothing.
      await nextTurn();
      yield* inTurns(page);
    }
  } finally {
    await next?.catch(() => undefined);
    await close();
  }
};

/**
 * Reads a page when it is wanted, for a database that answers within this thread: reading ahead would have it work while
 * nobody waits for anything else. Reading and encoding have a turn of the event loop each.
 *
 * @param load reads the next page
 * @param close called once, in every outcome
 */
export const readInTurns = async function* <Batch>(
  load: () => Promise<Page<Batch>>,
  close: () => Promise<void>,
): AsyncGenerator<Batch, void, undefined> {
  try {
    for (;;) {
      await nextTurn();
      const page = await load();
      if (page.length === 0) return;
      await nextTurn();
      yield* inTurns(page);
    }
  } finally {
    await close();
  }
};
