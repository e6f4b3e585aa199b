import type { AuditList } from '../../../shared/contracts/audit';
import { parseAuditQuery } from '../request/audit';
import { getService } from '../services';
import { type Action, answer, requireRight } from './calling';
import { pageMeta } from './page-meta';

export const listAudit: Action = async (calling) => {
  const { strapi, ctx } = calling;
  const query = parseAuditQuery(ctx.query);
  requireRight(calling, 'audit.read');
  const { rows: data, total } = await getService(strapi, 'audit').list(query);
  answer(ctx, { data, meta: pageMeta(query.page, query.pageSize, total) } satisfies AuditList);
};
