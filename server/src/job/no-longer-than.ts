/** Waits for work, but no longer than so many milliseconds; what becomes of it then is nobody's. @throws what it throws in time */
export const noLongerThan = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  work.catch(() => undefined);
  try {
    await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
};
