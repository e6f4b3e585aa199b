import type { RecipientList, RoleList } from '../../../shared/contracts/people';
import { parseRecipientQuery } from '../request/recipients';
import { checkNoQuery } from '../request/query';
import { getService } from '../services';
import { type Action, answer, requireRight } from './calling';

export const listRoles: Action = async (calling) => {
  checkNoQuery(calling.ctx.query);
  requireRight(calling, 'presets.share');
  answer(calling.ctx, { data: await getService(calling.strapi, 'people').roles() } satisfies RoleList);
};

export const listRecipients: Action = async (calling) => {
  const { search } = parseRecipientQuery(calling.ctx.query);
  requireRight(calling, 'schedules.manage');
  answer(calling.ctx, { data: await getService(calling.strapi, 'people').recipients(search) } satisfies RecipientList);
};
