import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import type { Plan } from '../plan/plan';
import { parseRequest } from '../request/parse';
import { fromQueryString } from '../request/query-string';
import { getService } from '../services';
import { callerOf } from '../services/callers';
import type { ExportCaller } from '../services/exports';
import { fileHeaders } from '../sink/http';
import type { Action, Calling } from './calling';
import { writing } from './report-broken';

/** The route's last part names the format; the rest of the request is its query string. */
const requestOf = (ctx: Context) => {
  const format = ctx.path.slice(ctx.path.lastIndexOf('/') + 1);
  const { exporter } = ctx.params as { exporter: string };
  return parseRequest({ ...fromQueryString(ctx.query), exporter, format });
};

/** Answers with a plan's file, while it is made. */
export const streamPlan = async (
  { strapi, ctx, origin, call }: Pick<Calling, 'ctx' | 'origin' | 'call'> & { readonly strapi: Core.Strapi },
  plan: Plan,
  caller: ExportCaller,
): Promise<void> => {
  if (ctx.method === 'HEAD') {
    // Koa would take the media type off an answer without a body.
    ctx.res.writeHead(200, { ...fileHeaders(getService(strapi, 'exports').fileOf(plan)) }).end();
    ctx.respond = false;
    return;
  }
  await writing(strapi, ctx, plan.uid, () =>
    getService(strapi, 'streams').stream({ plan, caller, origin, call, response: ctx.res }),
  );
};

/** Answers a GET with the file itself, or with an error while nothing has been sent. */
export const streamExport: Action = async (calling) => {
  const { strapi, ctx, origin, access } = calling;
  const exports = getService(strapi, 'exports');
  exports.checkOpen(origin, (ctx.params as { exporter: string }).exporter);
  const caller = callerOf(origin, access);
  await streamPlan(calling, await exports.plan(requestOf(ctx), caller), caller);
};
