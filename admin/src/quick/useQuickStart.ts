import { useState } from 'react';
import { useJobNotices } from '../hooks/useJobNotices';
import { useIsShown } from '../hooks/useIsShown';
import { useProblemText } from '../hooks/useProblemText';
import { useTell } from '../hooks/useTell';
import { useTranslate } from '../hooks/useTranslate';
import type { Api, Estimate } from '../services/api';
import { download } from '../services/download';
import { type Problem, toProblem } from '../services/problem';
import type { ExportBody } from '../services/request';

/**
 * Begins an export.
 *
 * @param onBegun it needs nobody any more
 */
export const useQuickStart = (api: Api, name: string, onBegun: () => void) => {
  const t = useTranslate();
  const problemText = useProblemText();
  const isShown = useIsShown();
  const { submitted } = useJobNotices();
  const tell = useTell();
  const [isStarting, setStarting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const begin = async (body: ExportBody, mode: Estimate['mode']): Promise<void> => {
    if (mode === 'background') return submitted(await api.startJob(name, body));
    download(await api.exportTicket(name, body));
    tell({ type: 'info', message: t('start.downloading') });
  };

  const start = async (body: ExportBody, mode: Estimate['mode']): Promise<void> => {
    setStarting(true);
    setProblem(null);
    try {
      await begin(body, mode);
      if (isShown()) onBegun();
    } catch (error) {
      const found = toProblem(error);
      setProblem(found);
      // Whoever has closed the dialog would not learn of it.
      if (!isShown()) tell({ type: 'danger', message: problemText(found), timeout: 10_000 });
    }
    setStarting(false);
  };
  return { start, isStarting, problem };
};
