import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import type { Access } from '../access/access';
import type { Origin } from '../access/credential';
import type { CallOrigin } from '../audit/entry';
import { ExportError } from '../errors/export-error';
import { getService } from '../services';
import { answerErrors } from './answer-errors';

/** A call of somebody who has signed in. */
export interface Calling {
  readonly strapi: Core.Strapi;
  readonly ctx: Context;
  readonly origin: Origin;
  readonly access: Access;
  readonly call: CallOrigin;
}

export type Action = (calling: Calling) => Promise<void>;

/** Where a call came from; the address is the proxy's, or behind it, as `server.proxy` says. */
export const callOf = (ctx: Context): CallOrigin => ({
  ip: ctx.request.ip,
  userAgent: ctx.get('user-agent') || null,
});

/** What one caller may do is nobody else's answer. */
export const answer = (ctx: Context, body: unknown, status = 200): void => {
  ctx.set('Cache-Control', 'private, no-store');
  ctx.status = status;
  ctx.body = body;
};

/** A refusal goes into the log, with what was missing. */
const writeRefusal = async (calling: Omit<Calling, 'access'>, access: Access | null, error: ExportError) => {
  const { strapi, ctx, origin, call } = calling;
  const { exporter, id } = ctx.params as { exporter?: string; id?: string };
  await getService(strapi, 'audit').write({
    ...{
      event: 'refused',
      requester: access?.requester ?? null,
      call,
      origin,
      code: error.code,
      reason: error.message,
    },
    ...(exporter !== undefined && { exporter }),
    ...(id !== undefined && { jobId: id }),
  });
};

/**
 * Makes a handler of an action.
 *
 * @param isLogged whether a refusal is worth a line of the log: it is where content was asked for
 */
export const handler = (strapi: Core.Strapi, origin: Origin, action: Action, isLogged: boolean) =>
  answerErrors(async (ctx: Context) => {
    const calling = { strapi, ctx, origin, call: callOf(ctx) };
    const service = getService(strapi, 'access');
    let access: Access | null = null;
    try {
      access = origin === 'panel' ? service.ofPanel(ctx) : service.ofContentApi(ctx);
      await action({ ...calling, access });
    } catch (error) {
      if (isLogged && error instanceof ExportError && error.status === 403) {
        await writeRefusal(calling, access, error);
      }
      throw error;
    }
  });
