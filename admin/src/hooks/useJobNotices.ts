import { useMemo } from 'react';
import { useHref } from 'react-router-dom';
import type { Job, SubmittedAnswer } from '../../../shared/contracts/jobs';
import { download } from '../services/download';
import { EXPORTS_PAGE } from '../services/form-link';
import { ACCESS } from '../services/permissions';
import { watchJob } from '../services/watched-jobs';
import { useApi } from './useApi';
import { useFormats } from './useFormats';
import { useHolds } from './useHolds';
import { useTell } from './useTell';
import { useTranslate } from './useTranslate';

/** What is said of jobs while their owner is somewhere in the panel. */
export const useJobNotices = () => {
  const t = useTranslate();
  const { moment } = useFormats();
  const api = useApi();
  const maySee = useHolds(ACCESS);
  const page = useHref(EXPORTS_PAGE);
  const tell = useTell();
  return useMemo(() => {
    const isThere = (): boolean => window.location.pathname === page;
    const wayThere = () => (maySee && !isThere() ? { link: { label: t('news.open'), url: page } } : {});

    /** Whoever may not see the page has no other way to the file. */
    const bringFile = async ({ id }: Job): Promise<void> => {
      if (!maySee) download(await api.jobTicket(id));
    };

    return {
      /** What became of a request for a job; its end is told, too. */
      submitted: async ({ data: job, meta: { isNew } }: SubmittedAnswer): Promise<void> => {
        const { id, label, reusedFrom, asOf } = job;
        if (reusedFrom !== null) {
          const message = t('start.reused', { label, asOf: moment(asOf ?? '') });
          tell({ type: 'info', message, ...wayThere() });
          await bringFile(job);
          return;
        }
        const message = t(isNew ? 'start.started' : 'start.running', { label });
        tell({ type: isNew ? 'success' : 'info', message, ...wayThere() });
        watchJob(id);
      },

      /** How a job has ended; elsewhere than on the page it stays until somebody has seen it. */
      ended: async (job: Job): Promise<void> => {
        const { label, status, error } = job;
        const stays = { blockTransition: !isThere(), ...wayThere() };
        if (status === 'completed') {
          tell({ type: 'success', message: t('news.ready', { label }), ...stays });
          await bringFile(job);
        } else if (status === 'failed') {
          const message = t('news.failed', { label, message: error?.message ?? '' });
          tell({ type: 'danger', message, ...stays });
        }
      },
    };
  }, [api, maySee, moment, page, t, tell]);
};
