import { useState } from 'react';
import { type Problem, toProblem } from '../services/problem';
import { useTell } from './useTell';

/**
 * Saves what a dialog holds: its success is told, and what is refused stays beside the fields.
 *
 * @param onDone the dialog is not needed any more
 */
export const useSaving = (onDone: () => void) => {
  const tell = useTell();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);

  /** @param work gives what is said of its success */
  const save = async (work: () => Promise<string>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      tell({ type: 'success', message: await work() });
      onDone();
    } catch (error) {
      setProblem(toProblem(error));
    }
    setBusy(false);
  };
  return { problem, isBusy, save };
};
