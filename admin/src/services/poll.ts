/** Milliseconds until the next look; `null` for none. */
export type Pause = number | null;

/**
 * Looks now, again after each look's pause, and whenever the page can be seen again. While it cannot, nothing is looked at.
 *
 * @param look does not throw
 * @returns what ends it
 */
export const poll = (look: (signal: AbortSignal) => Promise<Pause>): (() => void) => {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;

  const turn = async (): Promise<void> => {
    clearTimeout(timer);
    if (isLooking) return;
    isLooking = true;
    const pause = await look(signal);
    isLooking = false;
    if (signal.aborted || pause === null || document.hidden) return;
    timer = setTimeout(() => void turn(), pause);
  };

  const onVisibility = (): void => {
    if (document.hidden) clearTimeout(timer);
    else void turn();
  };
  document.addEventListener('visibilitychange', onVisibility);
  void turn();
  return () => {
    controller.abort();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibility);
  };
};
