import type { ScheduleAnswer, ScheduleList } from '../../../shared/contracts/schedules';
import { parsePage } from '../request/pages';
import { checkNoQuery } from '../request/query';
import { parseScheduleBody } from '../request/schedules';
import { getService } from '../services';
import { requireCredential } from '../services/requesters';
import { type Action, answer, type Calling, idOf, requireRight } from './calling';
import { pageMeta } from './page-meta';

type Schedules = ReturnType<typeof schedulesOf>;

const schedulesOf = ({ strapi }: Calling) => getService(strapi, 'schedules');

/** In the panel there is a right for it; in the content API whoever may export may do it again. */
const requireScheduling = (calling: Calling): void => {
  if (calling.origin === 'content-api') requireCredential(calling.access.requester);
  else requireRight(calling, 'schedules.manage');
};

/** An action that answers with one schedule. */
const answering =
  (work: (schedules: Schedules, calling: Calling) => ReturnType<Schedules['own']>, status = 200): Action =>
  async (calling) => {
    checkNoQuery(calling.ctx.query);
    if (calling.ctx.method !== 'GET') requireScheduling(calling);
    const schedules = schedulesOf(calling);
    const data = await schedules.view(await work(schedules, calling), calling);
    answer(calling.ctx, { data } satisfies ScheduleAnswer, status);
  };

const bodyOf = ({ ctx }: Calling) => parseScheduleBody(ctx.request.body);

export const listSchedules: Action = async (calling) => {
  const { page, pageSize } = parsePage(calling.ctx.query);
  const schedules = schedulesOf(calling);
  const { rows, total } = await schedules.list(calling, { page, pageSize });
  const data = await Promise.all(rows.map((row) => schedules.view(row, calling)));
  answer(calling.ctx, { data, meta: pageMeta(page, pageSize, total) } satisfies ScheduleList);
};

export const createSchedule = answering((schedules, calling) => schedules.create(bodyOf(calling), calling), 201);

export const showSchedule = answering((schedules, calling) => schedules.own(idOf(calling), calling));

export const updateSchedule = answering((schedules, calling) =>
  schedules.update(idOf(calling), bodyOf(calling), calling),
);

export const pauseSchedule = answering((schedules, calling) => schedules.pause(idOf(calling), calling));

export const resumeSchedule = answering((schedules, calling) => schedules.resume(idOf(calling), calling));

export const runSchedule = answering((schedules, calling) => schedules.runNow(idOf(calling), calling));

export const removeSchedule: Action = async (calling) => {
  checkNoQuery(calling.ctx.query);
  requireScheduling(calling);
  await schedulesOf(calling).remove(idOf(calling), calling);
  calling.ctx.status = 204;
};
