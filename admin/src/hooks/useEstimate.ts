import { useEffect, useState } from 'react';
import type { Api, Estimate } from '../services/api';
import { toProblem } from '../services/problem';
import type { ExportBody } from '../services/request';
import type { Loaded } from './useLoaded';

/** Milliseconds without a change before the server is asked. */
const PAUSE = 500;

const LOADING = { state: 'loading' } as const;

/**
 * Asks what an export would be, whenever it has not changed for a moment.
 *
 * @param body `null` while the form has a gap
 * @param pause of that moment, in milliseconds
 */
export const useEstimate = (api: Api, name: string, body: ExportBody | null, pause = PAUSE): Loaded<Estimate> => {
  const key = JSON.stringify([name, body]);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly loaded: Loaded<Estimate> } | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const [exporter, asked] = JSON.parse(key) as [string, ExportBody | null];
    if (asked === null) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const take = (loaded: Loaded<Estimate>): void => {
      if (!signal.aborted) setAnswer({ key, loaded });
    };
    const again = (): void => {
      setAnswer(null);
      setTurn((last) => last + 1);
    };
    const timer = setTimeout(() => {
      api.estimate(exporter, asked, signal).then(
        (data) => take({ state: 'ready', data }),
        (error: unknown) => take({ state: 'failed', problem: toProblem(error), again }),
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, key, turn, pause]);
  return answer?.key === key ? answer.loaded : LOADING;
};
