import type { Loaded } from '../hooks/useLoaded';
import type { Estimate } from './api';
import { isPassing } from './problem';

/** How the export would be made; `null` where it cannot be begun. */
export const modeOf = (estimate: Loaded<Estimate>): Estimate['mode'] | null => {
  if (estimate.state === 'loading') return null;
  // What takes too long to be counted can still be exported.
  if (estimate.state === 'failed') return isPassing(estimate.problem) ? 'background' : null;
  const { rows, isTooLarge, mode } = estimate.data;
  return rows === 0 || isTooLarge ? null : mode;
};
