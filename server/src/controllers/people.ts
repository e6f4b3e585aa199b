import type { RecipientList, RoleList } from '../../../shared/contracts/people';
import { parseRecipientQuery } from '../request/recipients';
import { checkNoQuery } from '../request/query';
import { getService } from '../services';
import { type Action, answer, requireRight } from './calling';

export const listRoles: Action = async (calling) => {
  const { strapi, ctx } = calling;
  checkNoQuery(ctx.query);
  requireRight(calling, 'presets.share');
  answer(ctx, { data: await getService(strapi, 'people').roles() } satisfies RoleList);
};

export const listRecipients: Action = async (calling) => {
  const { strapi, ctx } = calling;
  const { search } = parseRecipientQuery(ctx.query);
  requireRight(calling, 'schedules.manage');
  answer(ctx, { data: await getService(strapi, 'people').recipients(search) } satisfies RecipientList);
};
