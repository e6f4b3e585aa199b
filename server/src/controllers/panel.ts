import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import { getService } from '../services';
import { answerErrors } from './answer-errors';
import { streamExport } from './stream-export';

/** Exports asked for by admin users and admin tokens. */
export const createPanelController = ({ strapi }: { readonly strapi: Core.Strapi }) => ({
  stream: answerErrors((ctx: Context) =>
    streamExport(strapi, ctx, getService(strapi, 'access').ofPanel(ctx), {
      defaultPublication: 'draft',
      defaultFlavor: 'excel',
      defaultHeaders: 'labels',
    }),
  ),
});
