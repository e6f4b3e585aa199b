import { useCallback, useEffect, useState } from 'react';
import type { PageMeta } from '../../../shared/contracts/pages';
import { type Pause, poll } from '../services/poll';
import { isPassing, type Problem, toProblem } from '../services/problem';

/** Milliseconds until the next look after one that failed, but may succeed later. */
const AFTER_FAILURE = 5_000;

export const PAGE_SIZE = 10;

export interface Page<Row> {
  readonly data: readonly Row[];
  readonly meta: PageMeta;
}

export interface Listed<Row> {
  /** As it was read last; `null` until then. */
  readonly list: Page<Row> | null;
  /** Why the last look came to nothing. */
  readonly problem: Problem | null;
  reload(): void;
}

/**
 * A page of a list: read once, whenever it can be seen again, and after each pause.
 *
 * @param read one of the API's functions, or kept with `useCallback`
 * @param page from 1
 * @param pauseAfter milliseconds until the next look; `null` where nothing is going to happen by itself. Always the same
 *   function
 */
export const useList = <Row>(
  read: (page: number, pageSize: number, signal: AbortSignal) => Promise<Page<Row>>,
  page: number,
  pauseAfter: (rows: readonly Row[]) => Pause,
): Listed<Row> => {
  const [list, setList] = useState<Page<Row> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(
    () =>
      poll(async (signal) => {
        try {
          const next = await read(page, PAGE_SIZE, signal);
          if (signal.aborted) return null;
          setList(next);
          setProblem(null);
          return pauseAfter(next.data);
        } catch (error) {
          if (signal.aborted) return null;
          const next = toProblem(error);
          setProblem(next);
          return isPassing(next) ? AFTER_FAILURE : null;
        }
      }),
    [read, page, pauseAfter, turn],
  );
  const reload = useCallback(() => setTurn((last) => last + 1), []);
  return { list, problem, reload };
};
