import type { PageMeta } from '../../../shared/contracts/pages';

/** Where a page stands in its list, as answers tell it. */
export const pageMeta = (page: number, pageSize: number, total: number): PageMeta => ({
  pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
});
