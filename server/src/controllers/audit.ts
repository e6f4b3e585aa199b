import type { AuditList } from '../../../shared/contracts/audit';
import { problem } from '../errors/export-error';
import { parsePage } from '../request/pages';
import { getService } from '../services';
import { type Action, answer } from './calling';
import { pageMeta } from './page-meta';

export const listAudit: Action = async ({ strapi, ctx, access }) => {
  const { page, pageSize } = parsePage(ctx.query);
  if (!access.holds('audit.read')) {
    throw problem('EXPORT_FORBIDDEN', 'authorization', 'no_right', 'The right audit.read is needed.');
  }
  const { rows: data, total } = await getService(strapi, 'audit').list({ page, pageSize });
  answer(ctx, { data, meta: pageMeta(page, pageSize, total) } satisfies AuditList);
};
