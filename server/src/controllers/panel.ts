import type { Core } from '@strapi/types';
import { handlersOf } from './actions';
import { redeemTicket } from './downloads';

/** What admin users and admin tokens ask for. */
export const createPanelController = ({ strapi }: { readonly strapi: Core.Strapi }) => ({
  ...handlersOf(strapi, 'panel'),
  redeemTicket: redeemTicket(strapi),
});
