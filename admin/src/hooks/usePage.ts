import { useQueryParams } from '@strapi/strapi/admin';
import { useCallback } from 'react';

/** The last page that the server takes. */
const LAST = 999_999;

/** The page in the address, at least 1. */
const pageOf = (text: string | undefined): number => Math.min(LAST, Math.max(1, Math.trunc(Number(text)) || 1));

/** Which page of the list is shown, as the address has it. */
export const usePage = () => {
  const [{ query }, setQuery] = useQueryParams<{ readonly page?: string }>();
  const page = pageOf(query.page);
  /** Leaves no trace in the browser's history where it mends an address. */
  const show = useCallback(
    (next: number, isMended: boolean) => setQuery({ page: String(next) }, 'push', isMended),
    [setQuery],
  );
  const showFirstPage = useCallback(() => {
    if (page !== 1) show(1, false);
  }, [page, show]);
  return { page, show, showFirstPage };
};
