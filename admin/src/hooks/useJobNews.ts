import { useNotification } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef } from 'react';
import type { Job } from '../../../shared/contracts/jobs';
import { isActive, type JobStatus } from '../../../shared/job-status';
import { useTranslate } from './useTranslate';

/**
 * Says when a job ends while somebody is looking.
 *
 * @param jobs the page of the list that is shown, `undefined` until it is read
 * @returns remembers how a job stood when something was done to it: it may end before the list is read again
 */
export const useJobNews = (jobs: readonly Job[] | undefined): ((job: Job) => void) => {
  const t = useTranslate();
  const { toggleNotification } = useNotification();
  // Of all pages that were shown: a job of another page is told of when that page is shown again.
  const known = useRef(new Map<string, JobStatus>());
  useEffect(() => {
    for (const { id, label, status, error } of jobs ?? []) {
      const before = known.current.get(id);
      known.current.set(id, status);
      if (before === undefined || !isActive(before)) continue;
      if (status === 'completed') toggleNotification({ type: 'success', message: t('news.ready', { label }) });
      if (status === 'failed') {
        toggleNotification({ type: 'danger', message: t('news.failed', { label, message: error?.message ?? '' }) });
      }
    }
  }, [jobs, t, toggleNotification]);
  return useCallback(({ id, status }) => {
    known.current.set(id, status);
  }, []);
};
