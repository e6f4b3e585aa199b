import { useCallback, useState } from 'react';
import { toProblem } from '../services/problem';
import { useProblemText } from './useProblemText';
import { useTell } from './useTell';

/**
 * Does one thing after the other; what is refused is said.
 *
 * @param onRefused what was shown may not be so any more
 */
export const useDoing = (onRefused: () => void) => {
  const problemText = useProblemText();
  const tell = useTell();
  const [isBusy, setBusy] = useState(false);

  const doing = useCallback(
    async (work: () => Promise<void>): Promise<void> => {
      setBusy(true);
      try {
        await work();
      } catch (error) {
        tell({ type: 'danger', message: problemText(toProblem(error)), timeout: 10_000 });
        onRefused();
      }
      setBusy(false);
    },
    [tell, problemText, onRefused],
  );
  return { isBusy, doing };
};
