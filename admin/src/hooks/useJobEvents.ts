import { useMemo } from 'react';
import { useIsShown } from './useIsShown';

/** What the page is told of jobs. */
export interface JobEvents {
  /** One was asked for, and is new or was there already. */
  onSubmitted(): void;
  /** One may not stand any more as the list says. */
  onChanged(): void;
}

interface JobEventParts {
  showFirstPage(): void;
  reload(): void;
  lookAtHealth(): void;
}

/** What happens when something was done to a job. The parts are kept with `useCallback`. */
export const useJobEvents = ({ showFirstPage, reload, lookAtHealth }: JobEventParts): JobEvents => {
  const isShown = useIsShown();
  return useMemo(
    () => ({
      onSubmitted: () => {
        // A new job stands first. Whoever has left the page is not brought back to it.
        if (isShown()) showFirstPage();
        reload();
        lookAtHealth();
      },
      onChanged: reload,
    }),
    [isShown, showFirstPage, reload, lookAtHealth],
  );
};
