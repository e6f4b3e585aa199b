import { useNotification } from '@strapi/strapi/admin';
import { useHref } from 'react-router-dom';
import type { Job, SubmittedAnswer } from '../../../shared/contracts/jobs';
import { useFormats } from '../hooks/useFormats';
import { useHolds } from '../hooks/useHolds';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { download } from '../services/download';
import { EXPORTS_PAGE } from '../services/form-link';
import { ACCESS } from '../services/permissions';
import { watchJob } from './watch-job';

/** Says that a job has begun, and, wherever in the panel its owner is by then, how it has ended. */
export const useTellJob = (api: Api): ((answer: SubmittedAnswer) => Promise<void>) => {
  const t = useTranslate();
  const { moment } = useFormats();
  const maySee = useHolds(ACCESS);
  const page = useHref(EXPORTS_PAGE);
  const { toggleNotification } = useNotification();
  const link = maySee ? { link: { label: t('quick.open'), url: page } } : {};

  /** Whoever may not see the page has no other way to the file. */
  const fetchFile = async ({ id }: Job): Promise<void> => {
    if (!maySee) download(await api.jobTicket(id));
  };

  const tellEnd = async (job: Job): Promise<void> => {
    const { label, status, error } = job;
    // The page of exports says it itself.
    if (window.location.pathname === page) return;
    if (status === 'completed') {
      // It stays until somebody has seen it.
      toggleNotification({ type: 'success', message: t('news.ready', { label }), blockTransition: true, ...link });
      await fetchFile(job);
    } else if (status === 'failed') {
      const message = t('news.failed', { label, message: error?.message ?? '' });
      toggleNotification({ type: 'danger', message, blockTransition: true, ...link });
    }
  };

  return async ({ data: job, meta: { isNew } }) => {
    const { id, label, reusedFrom, asOf } = job;
    if (reusedFrom === null) {
      toggleNotification({
        type: 'success',
        message: t(isNew ? 'quick.started' : 'quick.running', { label }),
        ...link,
      });
      watchJob(id, tellEnd);
    } else {
      toggleNotification({ type: 'info', message: t('start.reused', { label, asOf: moment(asOf ?? '') }), ...link });
      await fetchFile(job);
    }
  };
};
