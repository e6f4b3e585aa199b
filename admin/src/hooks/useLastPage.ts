import { useEffect } from 'react';
import type { Page } from './useList';

/**
 * Goes to the last page when the one that is shown has nothing: its last entry was deleted, or the address names one that
 * there is not.
 */
export const useLastPage = (list: Page<unknown> | null, show: (page: number, isMended: boolean) => void): void => {
  useEffect(() => {
    if (list === null || list.data.length > 0) return;
    const { page, pageCount } = list.meta.pagination;
    if (pageCount > 0 && page > pageCount) show(pageCount, true);
  }, [list, show]);
};
