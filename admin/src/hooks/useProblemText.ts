import { useCallback } from 'react';
import { isSessionOver, type Problem } from '../services/problem';
import { useTranslate } from './useTranslate';

/** A sentence for what went wrong, which is the server's own where it has one. */
export const useProblemText = (): ((problem: Problem) => string) => {
  const t = useTranslate();
  return useCallback(
    (problem) => (isSessionOver(problem) ? t('problem.session') : (problem.message ?? t('problem.no-answer'))),
    [t],
  );
};
