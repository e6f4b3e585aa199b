import { useCallback, useEffect, useState } from 'react';
import type { JobList } from '../../../shared/contracts/jobs';
import { isActive } from '../../../shared/job-status';
import type { Api } from '../services/api';
import { type Problem, toProblem } from '../services/problem';

/** Milliseconds between two looks while something is going to happen by itself. */
const WHILE_ACTIVE = 1_000;

/** Milliseconds until the next look after one that failed. */
const AFTER_FAILURE = 5_000;

export const PAGE_SIZE = 10;

export interface Jobs {
  /** As it was read last; `null` until then. */
  readonly list: JobList | null;
  /** Why the last look came to nothing. */
  readonly problem: Problem | null;
  reload(): void;
}

/** The caller's jobs, read once, and then every second while one of them is active and the page can be seen. */
export const useJobs = (api: Api, page: number): Jobs => {
  const [list, setList] = useState<JobList | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait: number | null = null;

    const look = async (): Promise<void> => {
      wait = null;
      try {
        const next = await api.jobs(page, PAGE_SIZE, signal);
        if (signal.aborted) return;
        setList(next);
        setProblem(null);
        wait = next.data.some(({ status }) => isActive(status)) ? WHILE_ACTIVE : null;
      } catch (error) {
        if (signal.aborted) return;
        setProblem(toProblem(error));
        wait = AFTER_FAILURE;
      }
      goOn();
    };
    const goOn = (): void => {
      clearTimeout(timer);
      if (wait !== null && !document.hidden) timer = setTimeout(() => void look(), wait);
    };
    document.addEventListener('visibilitychange', goOn);
    void look();
    return () => {
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', goOn);
    };
  }, [api, page, turn]);
  const reload = useCallback(() => setTurn((last) => last + 1), []);
  return { list, problem, reload };
};
