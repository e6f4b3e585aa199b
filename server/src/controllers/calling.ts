import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import type { Access, PluginRight } from '../access/access';
import type { Origin } from '../access/credential';
import type { AuditEntry, CallOrigin } from '../audit/entry';
import { ExportError, problem } from '../errors/export-error';
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

/** What an address names by `:id`. */
export const idOf = ({ ctx }: Calling): string => (ctx.params as { id: string }).id;

export type Action = (calling: Calling) => Promise<void>;

/** @throws ExportError `EXPORT_FORBIDDEN` for whoever does not hold a right of the plugin's own */
export const requireRight = ({ access }: Calling, right: PluginRight): void => {
  if (access.holds(right)) return;
  throw problem('EXPORT_FORBIDDEN', 'authorization', 'no_right', `The right ${right} is needed.`);
};

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

/** Whether an error is one of those that are in the log. */
type IsLogged = (error: ExportError) => boolean;

/** Too few points, and too few rights. */
export const isRefusal: IsLogged = ({ status }) => status === 402 || status === 403;

/** Somebody asks from where nobody should: that is worth knowing, whatever was asked for. */
const isFromElsewhere: IsLogged = ({ code }) => code === 'EXPORT_ADDRESS_NOT_ALLOWED';

/** Who was refused what, as far as that is known. */
type Refused = Pick<AuditEntry, 'requester' | 'origin' | 'exporter' | 'jobId'>;

/** Does what a caller asks for; a refusal goes into the log, with what was missing. */
export const loggingRefusals = async (
  { strapi, call }: Pick<Calling, 'strapi' | 'call'>,
  isLogged: IsLogged,
  refused: () => Refused,
  work: () => Promise<void>,
): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof ExportError && isLogged(error)) {
      const entry = { event: 'refused', call, code: error.code, reason: error.message, ...refused() } as const;
      const audit = getService(strapi, 'audit');
      await audit.write(entry).catch((failure: unknown) => {
        // It stays a refusal, whatever becomes of the log.
        strapi.log.error(`[export] A refusal is not in the log: ${(failure as Error).message}`);
      });
    }
    throw error;
  }
};

/** @throws ExportError when there is no such exporter, or the caller may not ask for it, or for anything, from there */
const checkAddress = ({ strapi, ctx, origin, access, call }: Calling): void => {
  const { exporter } = ctx.params as { readonly exporter?: string };
  // What a contract does not serve is not there, wherever it is asked for from.
  if (exporter !== undefined) getService(strapi, 'exporters').open(origin, exporter);
  getService(strapi, 'addresses').check({ ip: call.ip, requester: access.requester, exporter });
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
    const work = async (): Promise<void> => {
      access = origin === 'panel' ? service.ofPanel(ctx) : service.ofContentApi(ctx);
      checkAddress({ ...calling, access });
      await action({ ...calling, access });
    };
    const refused = (): Refused => {
      const { exporter, id } = ctx.params as { exporter?: string; id?: string };
      // Presets and schedules have ids, too; the route is as it was declared, whatever prefix the site gives addresses.
      const isJob = (ctx.state as { route: { path: string } }).route.path.startsWith('/jobs/');
      const what = { ...(exporter !== undefined && { exporter }), ...(id !== undefined && isJob && { jobId: id }) };
      return { requester: access?.requester ?? null, origin, ...what };
    };
    await loggingRefusals(calling, isLogged ? isRefusal : isFromElsewhere, refused, work);
  });
