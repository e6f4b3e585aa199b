import { unstable_useDocumentLayout, useQueryParams } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import { type ListQuery, type ListState, readListQuery } from './list-query';

/** Which rows the list view shows, by its address; without an order there, by the one that it begins with. */
export const useListState = (uid: string): ListState => {
  const [{ query }] = useQueryParams<ListQuery>();
  const { defaultSortBy, defaultSortOrder } = unstable_useDocumentLayout(uid).list.settings;
  return useMemo(() => {
    const sort = defaultSortBy === '' ? '' : `${defaultSortBy}:${defaultSortOrder}`;
    return readListQuery({ sort, ...query });
  }, [query, defaultSortBy, defaultSortOrder]);
};
