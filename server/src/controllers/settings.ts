import type { SettingsAnswer } from '../../../shared/contracts/settings';
import { checkNoQuery } from '../request/query';
import { getService } from '../services';
import { type Action, answer, requireRight } from './calling';

export const showSettings: Action = async (calling) => {
  checkNoQuery(calling.ctx.query);
  requireRight(calling, 'settings.read');
  answer(calling.ctx, { data: getService(calling.strapi, 'settings').read() } satisfies SettingsAnswer);
};
