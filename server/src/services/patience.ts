/** Milliseconds that somebody waits for a count or a sample before an export is begun. */
const PATIENCE = 60_000;

/** @returns what the work gives, or `null` when the database takes longer than anybody waits for it */
export const inGoodTime = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> => {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    return await work(signal);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
};
