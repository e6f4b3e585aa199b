import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import { configOf } from '../config';
import { problem } from '../errors/export-error';
import { getService } from '../services';
import { answerErrors } from './answer-errors';
import { streamExport } from './stream-export';

/**
 * Exports asked for by end users and API tokens. The action is called `find`, so that read-only API tokens, which may
 * do whatever is called so, can export what they can read.
 */
export const createContentApiController = ({ strapi }: { readonly strapi: Core.Strapi }) => ({
  find: answerErrors(async (ctx: Context) => {
    const { contentApi } = configOf(strapi);
    const { exporter = '' } = ctx.params as { exporter?: string };
    if (!contentApi.contentTypes.includes(exporter)) {
      const message = `${exporter} is not open to the content API.`;
      throw problem('EXPORT_UNKNOWN_EXPORTER', 'exporter', 'not_open', message);
    }
    await streamExport(strapi, ctx, getService(strapi, 'access').ofContentApi(ctx), {
      defaultPublication: 'published',
      defaultFlavor: 'plain',
    });
  }),
});
