/**
 * Waits for work that may never come to an end, at most until the signal ends it for us.
 *
 * @throws the signal's reason, or what the work throws
 */
export const orAborted = async <T>(signal: AbortSignal, work: Promise<T>): Promise<T> => {
  // What becomes of it later is nobody's any more.
  work.catch(() => undefined);
  signal.throwIfAborted();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};
