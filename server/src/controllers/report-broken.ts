import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import { ExportError } from '../errors/export-error';

/** Ends of the server's making that a client brought about, like all ends with a status below 500. */
const EXPECTED_ENDS: readonly string[] = ['EXPORT_STALLED', 'EXPORT_TOO_SLOW'];

/** Once bytes have left, an answer cannot change any more: the connection is broken already, and only a log remains. */
const report = (strapi: Core.Strapi, error: unknown, what: string): void => {
  if (error instanceof ExportError && (error.status < 500 || EXPECTED_ENDS.includes(error.code))) {
    strapi.log.info(`[export] Download of ${what} ended early: ${error.code}`);
  } else {
    strapi.log.error(`[export] Download of ${what} failed and was cut: ${(error as Error).stack ?? String(error)}`);
  }
};

/**
 * Runs what writes into the response itself.
 *
 * @throws what was thrown while it can still be answered
 */
export const writing = async (
  strapi: Core.Strapi,
  ctx: Context,
  what: string,
  write: () => Promise<unknown>,
): Promise<void> => {
  ctx.status = 200;
  try {
    await write();
  } catch (error) {
    if (!ctx.res.headersSent && !ctx.res.destroyed) throw error;
    report(strapi, error, what);
  }
  // The response is written already; Koa must not write another.
  ctx.respond = false;
};
