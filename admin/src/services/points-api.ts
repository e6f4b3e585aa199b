import type { FetchClient } from '@strapi/strapi/admin';
import type {
  AdjustmentAnswer,
  AdjustmentBody,
  PointAccount,
  PointAccountAnswer,
  PointAccountList,
} from '../../../shared/contracts/points';
import { ROUTE_PREFIX } from '../../../shared/plugin-id';

const ACCOUNTS = `${ROUTE_PREFIX}/points/accounts`;

const account = (owner: string): string => `${ACCOUNTS}/${encodeURIComponent(owner)}`;

/** What is asked of the server about end users' points. */
export const createPointsApi = (reads: FetchClient, writes: FetchClient) => ({
  accounts: async (page: number, pageSize: number, signal: AbortSignal): Promise<PointAccountList> =>
    (await reads.get<PointAccountList>(ACCOUNTS, { params: { page, pageSize }, signal })).data,

  /** An account with its newest entries. */
  account: async (owner: string, pageSize: number, signal: AbortSignal): Promise<PointAccountAnswer> =>
    (await reads.get<PointAccountAnswer>(account(owner), { params: { page: 1, pageSize }, signal })).data,

  /** @param key the same given again is not done again */
  adjust: async (owner: string, body: AdjustmentBody, key: string): Promise<PointAccount> => {
    const headers = { 'Idempotency-Key': key };
    return (await writes.post<AdjustmentAnswer>(`${account(owner)}/adjustments`, body, { headers })).data.data;
  },
});
