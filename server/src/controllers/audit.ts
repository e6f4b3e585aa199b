import type { AuditList } from '../../../shared/contracts/audit';
import { parsePage } from '../request/pages';
import { getService } from '../services';
import { type Action, answer, requireRight } from './calling';
import { pageMeta } from './page-meta';

export const listAudit: Action = async (calling) => {
  const { strapi, ctx } = calling;
  const { page, pageSize } = parsePage(ctx.query);
  requireRight(calling, 'audit.read');
  const { rows: data, total } = await getService(strapi, 'audit').list({ page, pageSize });
  answer(ctx, { data, meta: pageMeta(page, pageSize, total) } satisfies AuditList);
};
