import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import type { Access } from '../access/access';
import { fromQueryString } from '../request/query-string';
import { parseRequest } from '../request/parse';
import type { ExportCaller } from '../services/exports';
import { getService } from '../services';
import { fileHeaders } from '../sink/http';
import { ExportError } from '../errors/export-error';

/** Ends of the server's making that a client brought about, like all ends with a status below 500. */
const EXPECTED_ENDS: readonly string[] = ['EXPORT_STALLED', 'EXPORT_TOO_SLOW'];

/** The route's last part names the format; the rest of the request is its query string. */
const requestOf = (ctx: Context) => {
  const format = ctx.path.slice(ctx.path.lastIndexOf('/') + 1);
  const { exporter } = ctx.params as { exporter: string };
  return parseRequest({ ...fromQueryString(ctx.query), exporter, format });
};

/** Once bytes have left, an answer cannot change any more: the connection is broken already, and only a log remains. */
const reportBroken = (strapi: Core.Strapi, error: unknown, uid: string): void => {
  if (error instanceof ExportError && (error.status < 500 || EXPECTED_ENDS.includes(error.code))) {
    strapi.log.info(`[export] Download of ${uid} ended early: ${error.code}`);
  } else {
    strapi.log.error(`[export] Download of ${uid} failed and was cut: ${(error as Error).stack ?? String(error)}`);
  }
};

/** Answers a GET with the file itself, or with an error while nothing has been sent. */
export const streamExport = async (
  strapi: Core.Strapi,
  ctx: Context,
  access: Access,
  defaults: Omit<ExportCaller, 'access' | 'isUnlimited'>,
): Promise<void> => {
  const caller: ExportCaller = { access, ...defaults };
  const exports = getService(strapi, 'exports');
  const plan = await exports.plan(requestOf(ctx), caller);
  ctx.status = 200;
  if (ctx.method === 'HEAD') {
    // Koa would take the media type off an answer without a body.
    ctx.res.writeHead(200, { ...fileHeaders(exports.fileOf(plan)) }).end();
    ctx.respond = false;
    return;
  }
  try {
    await getService(strapi, 'streams').stream(plan, caller, ctx.res);
  } catch (error) {
    if (!ctx.res.headersSent && !ctx.res.destroyed) throw error;
    reportBroken(strapi, error, plan.uid);
  }
  // The response is written already; Koa must not write another.
  ctx.respond = false;
};
