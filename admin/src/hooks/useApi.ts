import { useFetchClient } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import { type Api, createApi } from '../services/api';

/** The server's routes; what runs is stopped when the component goes. */
export const useApi = (): Api => {
  const client = useFetchClient();
  return useMemo(() => createApi(client), [client]);
};
