import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import { EXPORTER_PATH, EXPORTERS_PATH } from '../../../shared/contracts/exporters';
import { configOf } from '../config';
import { problem } from '../errors/export-error';
import { getService } from '../services';
import { answerErrors } from './answer-errors';
import { describeExporter, listExporters } from './catalogue';
import { streamExport } from './stream-export';

type Handler = (ctx: Context) => Promise<void>;

/**
 * Exports asked for by end users and API tokens. The action is called `find`, so that read-only API tokens, which may
 * do whatever is called so, can export what they can read.
 *
 * All routes share this one action, since Strapi makes a permission of each action of the content API: whoever may
 * export may also ask what, and roles have one box to tick. The route's path tells what is wanted.
 */
export const createContentApiController = ({ strapi }: { readonly strapi: Core.Strapi }) => {
  const opened = (): readonly string[] => configOf(strapi).contentApi.contentTypes;
  const accessOf = (ctx: Context) => getService(strapi, 'access').ofContentApi(ctx);

  const checkOpened = (ctx: Context): void => {
    const { exporter = '' } = ctx.params as { exporter?: string };
    if (opened().includes(exporter)) return;
    const message = `${exporter} is not open to the content API.`;
    throw problem('EXPORT_UNKNOWN_EXPORTER', 'exporter', 'not_open', message);
  };

  const stream: Handler = async (ctx) => {
    checkOpened(ctx);
    await streamExport(strapi, ctx, accessOf(ctx), {
      defaultPublication: 'published',
      defaultFlavor: 'plain',
      defaultHeaders: 'paths',
    });
  };

  const byRoute: ReadonlyMap<string, Handler> = new Map([
    [EXPORTERS_PATH, async (ctx) => listExporters(strapi, ctx, accessOf(ctx), opened())],
    [
      EXPORTER_PATH,
      async (ctx) => {
        checkOpened(ctx);
        await describeExporter(strapi, ctx, accessOf(ctx));
      },
    ],
  ]);

  return {
    find: answerErrors((ctx: Context) => {
      const { route } = ctx.state as { route: { readonly path: string } };
      return (byRoute.get(route.path) ?? stream)(ctx);
    }),
  };
};
