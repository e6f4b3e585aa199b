import type { Core } from '@strapi/types';
import type { Plan } from '../plan/plan';
import { requestOfQuery } from '../request/exporter-request';
import { getService } from '../services';
import { callerOf } from '../services/callers';
import type { ExportCaller } from '../services/exports';
import { fileHeaders } from '../sink/http';
import type { Action, Calling } from './calling';
import { writing } from './report-broken';

/** The route's last part names the format; the rest of the request is its query string. */
const requestOf = ({ strapi, ctx, origin }: Calling) => {
  const exporter = getService(strapi, 'exporters').open(origin, (ctx.params as { exporter: string }).exporter);
  return requestOfQuery(exporter, ctx.query, ctx.path.slice(ctx.path.lastIndexOf('/') + 1));
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
  await writing(strapi, ctx, plan.exporter.name, () =>
    getService(strapi, 'streams').stream({ plan, caller, origin, call, response: ctx.res }),
  );
};

/** Answers a GET with the file itself, or with an error while nothing has been sent. */
export const streamExport: Action = async (calling) => {
  const { strapi, origin, access } = calling;
  const request = requestOf(calling);
  const caller = callerOf(origin, access);
  await streamPlan(calling, await getService(strapi, 'exports').plan(request, caller), caller);
};
