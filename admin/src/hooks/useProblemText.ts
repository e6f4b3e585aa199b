import { useCallback } from 'react';
import type { Problem } from '../services/problem';
import { useTranslate } from './useTranslate';

/** A sentence for what went wrong, which is the server's own where it has one. */
export const useProblemText = (): ((problem: Problem) => string) => {
  const t = useTranslate();
  return useCallback((problem) => problem.message ?? t('problem.no-answer'), [t]);
};
