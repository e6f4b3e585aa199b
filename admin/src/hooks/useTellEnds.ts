import { useEffect } from 'react';
import { tellEnds } from '../services/watched-jobs';
import { useJobNotices } from './useJobNotices';

/** Tells how jobs that were begun in this tab have ended. */
export const useTellEnds = (): void => {
  const { ended } = useJobNotices();
  useEffect(() => tellEnds(ended), [ended]);
};
