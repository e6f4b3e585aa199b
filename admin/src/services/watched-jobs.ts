import { getFetchClient } from '@strapi/strapi/admin';
import type { Job } from '../../../shared/contracts/jobs';
import { isActive } from '../../../shared/job-status';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { createApi } from './api';
import { poll } from './poll';
import { isPassing, isSessionOver, toProblem } from './problem';

/** Jobs that were begun in this tab, and whose end is told wherever in the panel their owner is by then. */

/** Milliseconds between two looks. */
const PAUSE = 2_000;

/** Milliseconds until the next look after one that failed, but may succeed later. */
const AFTER_FAILURE = 10_000;

const KEY = `${PLUGIN_ID}.watched`;

/** Tells of a job that has ended. What it cannot do is left undone. */
type Tell = (job: Job) => Promise<void>;

/** The newest of those who can: one that is gone from the page can still tell. */
let tell: Tell | null = null;

/** All that this page has watched since it was loaded. */
const seen = new Set<string>();

const running = new Set<string>();

/** The tab's own memory; it outlives a reload, and may hold anything. */
const stored = (): readonly string[] => {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
};

const store = (ids: readonly string[]): void => {
  if (ids.length === 0) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, JSON.stringify(ids));
};

const forget = (id: string): void => store(stored().filter((one) => one !== id));

const begin = (id: string): void => {
  if (running.has(id)) return;
  running.add(id);
  seen.add(id);
  // A component's own client gives up when the component goes.
  const client = getFetchClient();
  const api = createApi(client, client);
  const end = (): void => {
    stop();
    running.delete(id);
  };
  const stop = poll(async (signal) => {
    try {
      const job = await api.job(id, signal);
      if (isActive(job.status)) return PAUSE;
      end();
      forget(id);
      await tell?.(job);
    } catch (error) {
      const problem = toProblem(error);
      if (isPassing(problem)) return AFTER_FAILURE;
      end();
      // Whoever signs in again in this tab still wants to know.
      if (!isSessionOver(problem)) forget(id);
    }
    return null;
  });
};

/** Looks at a job until it has ended, also after the panel was loaded anew. */
export const watchJob = (id: string): void => {
  store([...new Set([...stored(), id])]);
  begin(id);
};

/** Whether the end of a job is told by who watches it here, and needs telling by nobody else. */
export const isWatched = (id: string): boolean => seen.has(id);

/** Sets who tells of ends, and takes up again what was watched before a reload. */
export const tellEnds = (next: Tell): void => {
  tell = next;
  stored().forEach(begin);
};
