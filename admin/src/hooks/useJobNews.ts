import { useNotification } from '@strapi/strapi/admin';
import { useEffect, useRef } from 'react';
import type { Job } from '../../../shared/contracts/jobs';
import { isActive, type JobStatus } from '../../../shared/job-status';
import { useTranslate } from './useTranslate';

/** Says when a job ends while somebody is looking. */
export const useJobNews = (jobs: readonly Job[]): void => {
  const t = useTranslate();
  const { toggleNotification } = useNotification();
  const known = useRef<ReadonlyMap<string, JobStatus>>(new Map());
  useEffect(() => {
    for (const { id, label, status, error } of jobs) {
      const before = known.current.get(id);
      if (before === undefined || !isActive(before)) continue;
      if (status === 'completed') toggleNotification({ type: 'success', message: t('news.ready', { label }) });
      if (status === 'failed') {
        toggleNotification({ type: 'danger', message: t('news.failed', { label, message: error?.message ?? '' }) });
      }
    }
    known.current = new Map(jobs.map(({ id, status }) => [id, status]));
  }, [jobs, t, toggleNotification]);
};
