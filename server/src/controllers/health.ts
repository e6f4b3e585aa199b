import type { HealthAnswer } from '../../../shared/contracts/health';
import { checkNoQuery } from '../request/query';
import { getService } from '../services';
import { requireCredential } from '../services/requesters';
import { type Action, answer } from './calling';

/** Whoever may ask for jobs may know whether they run; which machines run them is told in the panel alone. */
export const showHealth: Action = async ({ strapi, ctx, origin, access }) => {
  checkNoQuery(ctx.query);
  requireCredential(access.requester);
  const data = await getService(strapi, 'health').read();
  const workers = origin === 'panel' ? data.workers : { ...data.workers, list: [] };
  answer(ctx, { data: { ...data, workers } } satisfies HealthAnswer);
};
