import { randomUUID } from 'node:crypto';
import type {
  AdjustmentAnswer,
  OwnPointsAnswer,
  PointAccountAnswer,
  PointAccountList,
} from '../../../shared/contracts/points';
import { checkNoQuery } from '../request/query';
import { parseAdjustment, parseAdjustmentKey } from '../request/points';
import { parsePage } from '../request/pages';
import { getService } from '../services';
import { requireCredential } from '../services/requesters';
import { type Action, answer, type Calling, requireRight } from './calling';
import { pageMeta } from './page-meta';

const ownerOf = ({ ctx }: Calling): string => (ctx.params as { owner: string }).owner;

export const showPoints: Action = async ({ strapi, ctx, access }) => {
  const { page, pageSize } = parsePage(ctx.query);
  requireCredential(access.requester);
  const { total, ...data } = await getService(strapi, 'points').own(access.requester, { page, pageSize });
  answer(ctx, { data, meta: pageMeta(page, pageSize, total) } satisfies OwnPointsAnswer);
};

export const listPointAccounts: Action = async (calling) => {
  const { strapi, ctx } = calling;
  const { page, pageSize } = parsePage(ctx.query);
  requireRight(calling, 'points.update');
  const { rows: data, total } = await getService(strapi, 'points').accounts({ page, pageSize });
  answer(ctx, { data, meta: pageMeta(page, pageSize, total) } satisfies PointAccountList);
};

export const showPointAccount: Action = async (calling) => {
  const { strapi, ctx } = calling;
  const { page, pageSize } = parsePage(ctx.query);
  requireRight(calling, 'points.update');
  const { total, ...data } = await getService(strapi, 'points').account(ownerOf(calling), { page, pageSize });
  answer(ctx, { data, meta: pageMeta(page, pageSize, total) } satisfies PointAccountAnswer);
};

/** A call that is repeated with its `Idempotency-Key` is done once. */
export const adjustPoints: Action = async (calling) => {
  const { strapi, ctx, access } = calling;
  checkNoQuery(ctx.query);
  requireRight(calling, 'points.update');
  const { amount, note } = parseAdjustment(ctx.request.body);
  const key = parseAdjustmentKey(ctx.get('idempotency-key')) ?? randomUUID();
  const by = access.requester.name;
  const data = await getService(strapi, 'points').adjust({ owner: ownerOf(calling), amount, note, by, key });
  answer(ctx, { data } satisfies AdjustmentAnswer);
};
