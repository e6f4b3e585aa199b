import { useQueryParams } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import { type LogFilters, NO_FILTERS, toLogQuery } from '../services/log-filters';

const KEYS = Object.keys(NO_FILTERS) as (keyof LogFilters)[];

/** What of the log is shown, as the address has it. */
export const useLogFilters = () => {
  const [{ query }, setQuery] = useQueryParams<Partial<LogFilters> & { readonly page?: string }>();
  const filters = useMemo(
    () => ({ ...NO_FILTERS, ...Object.fromEntries(KEYS.map((key) => [key, query[key] ?? ''])) }),
    [query],
  );
  return {
    filters,
    query: useMemo(() => toLogQuery(filters), [filters]),
    /** Another set of lines begins with its first page. */
    change: (key: keyof LogFilters, value: string): void =>
      setQuery({ [key]: encodeURIComponent(value), page: '1' }, 'push', true),
  };
};
