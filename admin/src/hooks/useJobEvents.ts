import { useMemo } from 'react';
import type { Job } from '../../../shared/contracts/jobs';
import { useIsShown } from './useIsShown';

/** What the page is told of jobs. */
export interface JobEvents {
  /** One was asked for, and is new or was there already. */
  onSubmitted(job: Job): void;
  /** One may not stand any more as the list says; with what the server said of it, if it did. */
  onChanged(job?: Job): void;
}

interface JobEventParts {
  remember(job: Job): void;
  showFirstPage(): void;
  reload(): void;
  lookAtHealth(): void;
}

/** What happens when something was done to a job. The parts are kept with `useCallback`. */
export const useJobEvents = ({ remember, showFirstPage, reload, lookAtHealth }: JobEventParts): JobEvents => {
  const isShown = useIsShown();
  return useMemo(
    () => ({
      onSubmitted: (job) => {
        remember(job);
        // A new job stands first. Whoever has left the page is not brought back to it.
        if (isShown()) showFirstPage();
        reload();
        lookAtHealth();
      },
      onChanged: (job) => {
        if (job !== undefined) remember(job);
        reload();
      },
    }),
    [isShown, remember, showFirstPage, reload, lookAtHealth],
  );
};
