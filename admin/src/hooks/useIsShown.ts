import { useCallback, useEffect, useRef } from 'react';

/** Whether the component is still there, for answers that come after it has gone. */
export const useIsShown = (): (() => boolean) => {
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  return useCallback(() => isShown.current, []);
};
