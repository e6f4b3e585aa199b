import { ExportError } from '../errors/export-error';

/** Seconds after which a refused caller may try again: most downloads are over by then. */
const RETRY_AFTER = 5;

export interface StreamSlots {
  /**
   * Takes a place for one direct download.
   *
   * @returns what gives the place back; safe to call more than once
   * @throws ExportError `EXPORT_TOO_MANY_STREAMS` with the seconds to wait
   */
  take(caller: string): () => void;
}

/** Limits direct downloads, each of which holds a database connection, overall and per caller. */
export const createStreamSlots = (limits: { readonly overall: number; readonly perCaller: number }): StreamSlots => {
  const callers = new Map<string, number>();
  let taken = 0;
  return {
    take: (caller) => {
      const own = callers.get(caller) ?? 0;
      if (taken >= limits.overall || own >= limits.perCaller) {
        throw new ExportError('EXPORT_TOO_MANY_STREAMS', { retryAfter: RETRY_AFTER });
      }
      taken += 1;
      callers.set(caller, own + 1);
      let isTaken = true;
      return () => {
        if (!isTaken) return;
        isTaken = false;
        taken -= 1;
        const left = (callers.get(caller) ?? 1) - 1;
        if (left === 0) callers.delete(caller);
        else callers.set(caller, left);
      };
    },
  };
};
