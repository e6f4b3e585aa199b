import type { Context } from 'koa';
import { ExportError } from '../errors/export-error';

type Handler = (ctx: Context) => Promise<void>;

const DATABASE_DOWN: readonly string[] = [
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST'],
  ...['57P01', '57P02', '57P03', '08001', '08006', '53300'],
];

const isDatabaseDown = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  return error.name === 'KnexTimeoutError' || (typeof code === 'string' && DATABASE_DOWN.includes(code));
};

const toExportError = (error: unknown): ExportError | null => {
  if (error instanceof ExportError) return error;
  return isDatabaseDown(error)
    ? new ExportError('EXPORT_DATABASE_UNAVAILABLE', { cause: error, retryAfter: 10 })
    : null;
};

/**
 * Answers this plugin's errors in Strapi's envelope. Strapi's own middleware would turn their status into 400 and log
 * every wrong request as an error of the server.
 */
export const answerErrors =
  (handler: Handler): Handler =>
  async (ctx) => {
    try {
      await handler(ctx);
    } catch (thrown) {
      const error = toExportError(thrown);
      if (error === null) throw thrown;
      const { status, name, message, code, problems, retryAfter } = error;
      if (retryAfter !== undefined) ctx.set('Retry-After', String(retryAfter));
      ctx.status = status;
      ctx.body = { data: null, error: { status, name, message, details: { code, errors: problems } } };
    }
  };
