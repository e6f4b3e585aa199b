import { useEffect, useState } from 'react';
import { type Problem, toProblem } from '../services/problem';

/** Something that is read from the server. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'ready'; readonly data: T };

/**
 * Reads something once, and again whenever the function changes.
 *
 * @param load kept with `useCallback`, or `null` while there is nothing to read
 */
export const useLoaded = <T>(load: ((signal: AbortSignal) => Promise<T>) | null): Loaded<T> => {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  useEffect(() => {
    setLoaded({ state: 'loading' });
    if (load === null) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    load(signal).then(
      (data) => !signal.aborted && setLoaded({ state: 'ready', data }),
      (error: unknown) => !signal.aborted && setLoaded({ state: 'failed', problem: toProblem(error) }),
    );
    return () => controller.abort();
  }, [load]);
  return loaded;
};
