import type { SettingsAnswer } from '../../../shared/contracts/settings';
import { checkNoQuery } from '../request/query';
import { getService } from '../services';
import { type Action, answer, requireRight } from './calling';

export const showSettings: Action = async (calling) => {
  const { strapi, ctx } = calling;
  checkNoQuery(ctx.query);
  requireRight(calling, 'settings.read');
  answer(ctx, { data: getService(strapi, 'settings').read() } satisfies SettingsAnswer);
};
