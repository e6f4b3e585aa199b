import { useEffect, useState } from 'react';
import { toProblem } from '../services/problem';
import type { ExportBody } from '../services/request';
import type { Loaded } from './useLoaded';

/** Milliseconds without a change before the server is asked. */
const PAUSE = 500;

const LOADING = { state: 'loading' } as const;

/**
 * Asks something about an export, whenever it has not changed for a moment.
 *
 * @param ask one function of the API, the same each time
 * @param body `null` while there is nothing to ask
 * @param pause of that moment, in milliseconds
 */
export const useAnswer = <T>(
  ask: (name: string, body: ExportBody, signal: AbortSignal) => Promise<T>,
  name: string,
  body: ExportBody | null,
  pause = PAUSE,
): Loaded<T> => {
  const key = JSON.stringify([name, body]);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly loaded: Loaded<T> } | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const [exporter, asked] = JSON.parse(key) as [string, ExportBody | null];
    if (asked === null) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const take = (loaded: Loaded<T>): void => {
      if (!signal.aborted) setAnswer({ key, loaded });
    };
    const again = (): void => {
      setAnswer(null);
      setTurn((last) => last + 1);
    };
    const timer = setTimeout(() => {
      ask(exporter, asked, signal).then(
        (data) => take({ state: 'ready', data }),
        (error: unknown) => take({ state: 'failed', problem: toProblem(error), again }),
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [ask, key, turn, pause]);
  return answer?.key === key ? answer.loaded : LOADING;
};
