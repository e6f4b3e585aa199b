import { getFetchClient, useFetchClient } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import { type Api, createApi } from '../services/api';

/** The server's routes. What is read is given up when the page is left; what changes something is not. */
export const useApi = (): Api => {
  const reads = useFetchClient();
  return useMemo(() => createApi(reads, getFetchClient()), [reads]);
};
