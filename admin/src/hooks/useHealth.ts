import { useCallback, useEffect, useState } from 'react';
import type { Api, Health } from '../services/api';
import { poll } from '../services/poll';
import { isPassing, toProblem } from '../services/problem';

/** Milliseconds between two looks. */
const PAUSE = 30_000;

/** Whether jobs would run now, looked at again and again; `null` while it is not known. */
export const useHealth = (api: Api): { readonly health: Health | null; look(): void } => {
  const [health, setHealth] = useState<Health | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(
    () =>
      poll(async (signal) => {
        try {
          const next = await api.health(signal);
          if (!signal.aborted) setHealth(next);
          return PAUSE;
        } catch (error) {
          // The list says what is wrong with the server; this only keeps what is known.
          return isPassing(toProblem(error)) ? PAUSE : null;
        }
      }),
    [api, turn],
  );
  const look = useCallback(() => setTurn((last) => last + 1), []);
  return { health, look };
};
