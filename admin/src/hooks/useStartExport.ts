import { useState } from 'react';
import type { Api, Estimate } from '../services/api';
import { download } from '../services/download';
import { toProblem } from '../services/problem';
import type { ExportBody } from '../services/request';
import type { JobEvents } from './useJobEvents';
import { useJobNotices } from './useJobNotices';
import { useProblemText } from './useProblemText';
import { useTell } from './useTell';
import { useTranslate } from './useTranslate';

/** Begins exports, and says what became of it. */
export const useStartExport = (api: Api, { onSubmitted }: JobEvents) => {
  const t = useTranslate();
  const problemText = useProblemText();
  const { submitted } = useJobNotices();
  const tell = useTell();
  const [isStarting, setStarting] = useState(false);

  const startJob = async (name: string, body: ExportBody): Promise<void> => {
    await submitted(await api.startJob(name, body));
    onSubmitted();
  };

  const startDownload = async (name: string, body: ExportBody): Promise<void> => {
    download(await api.exportTicket(name, body));
    tell({ type: 'info', message: t('start.downloading') });
  };

  const start = async (name: string, body: ExportBody, mode: Estimate['mode']): Promise<void> => {
    setStarting(true);
    try {
      await (mode === 'direct' ? startDownload : startJob)(name, body);
    } catch (error) {
      tell({ type: 'danger', message: problemText(toProblem(error)), timeout: 10_000 });
    } finally {
      setStarting(false);
    }
  };
  return { start, isStarting };
};
