import { useNotification } from '@strapi/strapi/admin';
import { useCallback } from 'react';
import type { SubmittedAnswer } from '../../../shared/contracts/jobs';
import { useFormats } from './useFormats';
import { useTranslate } from './useTranslate';

/** Says what became of a request for a job. */
export const useTellSubmitted = (): ((answer: SubmittedAnswer) => void) => {
  const t = useTranslate();
  const { moment } = useFormats();
  const { toggleNotification } = useNotification();
  return useCallback(
    ({ data: { label, reusedFrom, asOf }, meta: { isNew } }) => {
      if (isNew) toggleNotification({ type: 'success', message: t('start.started', { label }) });
      else if (reusedFrom === null) toggleNotification({ type: 'info', message: t('start.running', { label }) });
      else toggleNotification({ type: 'info', message: t('start.reused', { label, asOf: moment(asOf ?? '') }) });
    },
    [t, moment, toggleNotification],
  );
};
