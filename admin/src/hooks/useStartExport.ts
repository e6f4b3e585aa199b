import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import type { Api } from '../services/api';
import { download } from '../services/download';
import { toProblem } from '../services/problem';
import type { ExportBody } from '../services/request';
import { useFormats } from './useFormats';
import { useProblemText } from './useProblemText';
import { useTranslate } from './useTranslate';

type Mode = 'direct' | 'background';

/** Begins exports, and says what became of it. */
export const useStartExport = (api: Api, onJob: () => void) => {
  const t = useTranslate();
  const problemText = useProblemText();
  const { moment } = useFormats();
  const { toggleNotification } = useNotification();
  const [isStarting, setStarting] = useState(false);

  const startJob = async (name: string, body: ExportBody): Promise<void> => {
    const { job, isNew } = await api.startJob(name, body);
    const { label } = job;
    if (isNew) toggleNotification({ type: 'success', message: t('start.started', { label }) });
    else if (job.reusedFrom === null) toggleNotification({ type: 'info', message: t('start.running', { label }) });
    else toggleNotification({ type: 'info', message: t('start.reused', { label, asOf: moment(job.asOf ?? '') }) });
    onJob();
  };

  const startDownload = async (name: string, body: ExportBody): Promise<void> => {
    download(await api.exportTicket(name, body));
    toggleNotification({ type: 'success', message: t('start.downloading') });
  };

  const start = async (name: string, body: ExportBody, mode: Mode): Promise<void> => {
    setStarting(true);
    try {
      await (mode === 'direct' ? startDownload : startJob)(name, body);
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemText(toProblem(error)), timeout: 10_000 });
    } finally {
      setStarting(false);
    }
  };
  return { start, isStarting };
};
