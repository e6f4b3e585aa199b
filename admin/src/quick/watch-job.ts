import { getFetchClient } from '@strapi/strapi/admin';
import type { Job } from '../../../shared/contracts/jobs';
import { isActive } from '../../../shared/job-status';
import { createApi } from '../services/api';
import { poll } from '../services/poll';
import { isPassing, toProblem } from '../services/problem';

/** Milliseconds between two looks. */
const PAUSE = 2_000;

/** Milliseconds until the next look after one that failed, but may succeed later. */
const AFTER_FAILURE = 10_000;

/**
 * Looks at a job until it has ended, whichever page of the panel is shown by then.
 *
 * @param onEnd is told once; what it cannot do is left undone
 */
export const watchJob = (id: string, onEnd: (job: Job) => Promise<void>): void => {
  // A component's own client gives up when the component goes.
  const client = getFetchClient();
  const api = createApi(client, client);
  const stop = poll(async (signal) => {
    try {
      const job = await api.job(id, signal);
      if (isActive(job.status)) return PAUSE;
      stop();
      await onEnd(job);
    } catch (error) {
      if (isPassing(toProblem(error))) return AFTER_FAILURE;
      stop();
    }
    return null;
  });
};
