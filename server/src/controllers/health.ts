import type { HealthAnswer } from '../../../shared/contracts/jobs';
import { checkNoQuery } from '../request/query';
import { getService } from '../services';
import { type Action, answer } from './calling';

/** Whoever may ask for jobs may know whether they run. */
export const showHealth: Action = async ({ strapi, ctx }) => {
  checkNoQuery(ctx.query);
  answer(ctx, { data: await getService(strapi, 'health').read() } satisfies HealthAnswer);
};
