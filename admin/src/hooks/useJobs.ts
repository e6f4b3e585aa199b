import { useCallback, useEffect, useState } from 'react';
import type { JobList } from '../../../shared/contracts/jobs';
import { isActive } from '../../../shared/job-status';
import type { Api } from '../services/api';
import { poll } from '../services/poll';
import { isPassing, type Problem, toProblem } from '../services/problem';

/** Milliseconds between two looks while something is going to happen by itself. */
const WHILE_ACTIVE = 1_000;

/** Milliseconds until the next look after one that failed, but may succeed later. */
const AFTER_FAILURE = 5_000;

export const PAGE_SIZE = 10;

export interface Jobs {
  /** As it was read last; `null` until then. */
  readonly list: JobList | null;
  /** Why the last look came to nothing. */
  readonly problem: Problem | null;
  reload(): void;
}

/**
 * The caller's jobs: read once, whenever the page can be seen again, and every second while one of them is active.
 *
 * @param page from 1
 */
export const useJobs = (api: Api, page: number): Jobs => {
  const [list, setList] = useState<JobList | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(
    () =>
      poll(async (signal) => {
        try {
          const next = await api.jobs(page, PAGE_SIZE, signal);
          if (signal.aborted) return null;
          setList(next);
          setProblem(null);
          return next.data.some(({ status }) => isActive(status)) ? WHILE_ACTIVE : null;
        } catch (error) {
          if (signal.aborted) return null;
          const next = toProblem(error);
          setProblem(next);
          return isPassing(next) ? AFTER_FAILURE : null;
        }
      }),
    [api, page, turn],
  );
  const reload = useCallback(() => setTurn((last) => last + 1), []);
  return { list, problem, reload };
};
