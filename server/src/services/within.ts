/** @returns what the work gives, or `null` when the database takes longer than somebody waits for it */
export const within = async <T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T | null> => {
  const signal = AbortSignal.timeout(milliseconds);
  try {
    return await work(signal);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
};
