import type { Context } from 'koa';
import type { ErrorAnswer } from '../../../shared/contracts/errors';
import { toExportError } from '../errors/database-error';
import { docsOf } from '../errors/registry';

type Handler = (ctx: Context) => Promise<void>;

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
      const { status, name, message, code, problems, retryAfter, details } = error;
      if (retryAfter !== undefined) ctx.set('Retry-After', String(retryAfter));
      ctx.status = status;
      const told = { ...details, code, docs: docsOf(code), errors: problems };
      ctx.body = { data: null, error: { status, name, message, details: told } } satisfies ErrorAnswer;
    }
  };
