import { useQueryParams } from '@strapi/strapi/admin';
import { useEffect, useMemo, useState } from 'react';
import { type LogFilters, NO_FILTERS, toLogQuery } from '../services/log-filters';

const KEYS = Object.keys(NO_FILTERS) as (keyof LogFilters)[];

/** Milliseconds of rest after which what was entered is looked for, and written to the address. */
const REST = 400;

const isSame = (left: LogFilters, right: LogFilters): boolean => KEYS.every((key) => left[key] === right[key]);

/** What of the log is shown, as the address has it once nobody types any more. */
export const useLogFilters = () => {
  const [{ query }, setQuery] = useQueryParams<Partial<LogFilters> & { readonly page?: string }>();
  const written = useMemo<LogFilters>(
    () => ({ ...NO_FILTERS, ...Object.fromEntries(KEYS.map((key) => [key, query[key] ?? ''])) }),
    [query],
  );
  // All fields at once: one that is written while another waits would undo it.
  const [draft, setDraft] = useState<LogFilters | null>(null);
  useEffect(() => {
    if (draft === null) return undefined;
    const timer = setTimeout(() => {
      setDraft(null);
      if (isSame(draft, written)) return;
      const values = Object.fromEntries(KEYS.map((key) => [key, encodeURIComponent(draft[key])]));
      // Another set of lines begins with its first page.
      setQuery({ ...values, page: '1' }, 'push', true);
    }, REST);
    return () => clearTimeout(timer);
  }, [draft, setQuery, written]);
  return {
    filters: draft ?? written,
    query: useMemo(() => toLogQuery(written), [written]),
    change: (key: keyof LogFilters, value: string): void =>
      setDraft((before) => ({ ...(before ?? written), [key]: value })),
  };
};
