import { useEffect, useState } from 'react';
import { type Problem, toProblem } from '../services/problem';

/** Something that is read from the server. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem; again(): void }
  | { readonly state: 'ready'; readonly data: T };

/**
 * Reads something once, and again whenever the function changes.
 *
 * @param load kept with `useCallback`
 */
export const useLoaded = <T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> => {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setLoaded({ state: 'loading' });
    const controller = new AbortController();
    const { signal } = controller;
    const again = (): void => setTurn((last) => last + 1);
    load(signal).then(
      (data) => !signal.aborted && setLoaded({ state: 'ready', data }),
      (error: unknown) => !signal.aborted && setLoaded({ state: 'failed', problem: toProblem(error), again }),
    );
    return () => controller.abort();
  }, [load, turn]);
  return loaded;
};
