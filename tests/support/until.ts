import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so, and fails when it does not become so. */
export const until = async (what: string, isSo: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> => {
  const deadline = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await pause(10);
  }
};
