import type { AuditList } from '../../../shared/contracts/audit';
import { problem } from '../errors/export-error';
import { parseAuditQuery } from '../request/job-list';
import { getService } from '../services';
import { type Action, answer } from './calling';

export const listAudit: Action = async ({ strapi, ctx, access }) => {
  const { page, pageSize } = parseAuditQuery(ctx.query);
  if (!access.holds('audit.read')) {
    throw problem('EXPORT_FORBIDDEN', 'authorization', 'no_right', 'The right audit.read is needed.');
  }
  const { rows: data, total } = await getService(strapi, 'audit').list({ page, pageSize });
  const pagination = { page, pageSize, pageCount: Math.ceil(total / pageSize), total };
  answer(ctx, { data, meta: { pagination } } satisfies AuditList);
};
