import { useEffect, useRef } from 'react';
import type { Job } from '../../../shared/contracts/jobs';
import { isActive, type JobStatus } from '../../../shared/job-status';
import { isWatched } from '../services/watched-jobs';
import { useJobNotices } from './useJobNotices';

/**
 * Says when a job ends while somebody is looking, wherever it was begun.
 *
 * @param jobs the page of the list that is shown, `undefined` until it is read
 */
export const useJobNews = (jobs: readonly Job[] | undefined): void => {
  const { ended } = useJobNotices();
  // Of all pages that were shown: a job of another page is told of when that page is shown again.
  const known = useRef(new Map<string, JobStatus>());
  useEffect(() => {
    for (const job of jobs ?? []) {
      const before = known.current.get(job.id);
      known.current.set(job.id, job.status);
      if (before === undefined || !isActive(before) || isActive(job.status) || isWatched(job.id)) continue;
      void ended(job);
    }
  }, [jobs, ended]);
};
