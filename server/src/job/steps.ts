import { ExportError } from '../errors/export-error';

/** Something that is done next to others of its kind, and what the log calls it. */
export type Step = readonly [what: string, work: () => Promise<unknown>];

/** What helps whoever reads the server's log: what is told of an error, and what is behind it. */
export const reasonOf = (error: unknown): string => {
  const { message } = error as Error;
  const cause = error instanceof ExportError && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${message}${cause}`;
};

/** Takes one step after the other, also those after one that failed; of each failure is told, and nothing thrown. */
export const takeSteps = async (steps: readonly Step[], tell: (message: string) => void): Promise<void> => {
  for (const [what, work] of steps) {
    try {
      await work();
    } catch (error) {
      tell(`[export] ${what} failed: ${reasonOf(error)}`);
    }
  }
};
