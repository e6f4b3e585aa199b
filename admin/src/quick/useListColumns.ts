import { unstable_useDocumentLayout, usePersistentStateScope } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import type { ListColumn } from './list-columns';
import { readNames } from './displayed-names';

/** Where the content manager keeps the columns that somebody has chosen in a list's settings. */
const keyOf = (uid: string, site: string | false | undefined): string =>
  `STRAPI_LIST_VIEW_DISPLAYED_HEADERS:${uid}:${String(site)}`;

/** The columns that the list view shows now; `null` until they are known. */
export const useListColumns = (uid: string): readonly ListColumn[] | null => {
  const site = usePersistentStateScope();
  const { list, isLoading } = unstable_useDocumentLayout(uid);
  return useMemo(() => {
    if (isLoading) return null;
    const { layout, metadatas } = list;
    const names = readNames(localStorage.getItem(keyOf(uid, site))) ?? layout.map(({ name }) => name);
    return names.map((name) => {
      const shown = layout.find((column) => column.name === name);
      const { label, mainField } = metadatas[name] ?? {};
      return { name, label: label ?? name, mainField: shown?.mainField?.name ?? mainField ?? null };
    });
  }, [uid, site, list, isLoading]);
};
