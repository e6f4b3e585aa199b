import type { ExportConfig } from '../../../server/src/config';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { type Answer, type Call, send } from '../../support/http';
import type { Site } from '../../support/site';

/** This machine's own address, and another that a connection to it can come from. */
export const HERE = '127.0.0.1';
export const ELSEWHERE = '127.0.0.2';

/** A call over a connection from an address of this machine's. */
export const callFrom = (
  localAddress: string,
  site: Site,
  route: string,
  { token = null, ...call }: Omit<Call, 'authorization' | 'localAddress'> & { readonly token?: string | null } = {},
): Promise<Answer> => send(site.url + route, { ...call, authorization: token, localAddress });

/** Sets the lists of the configuration for as long as something is done. */
export const withAddresses = async (
  { strapi }: Site,
  lists: Partial<ExportConfig['allowedAddresses']>,
  work: () => Promise<void>,
): Promise<void> => {
  const key = `plugin::${PLUGIN_ID}.allowedAddresses`;
  const before = strapi.config.get(key);
  strapi.config.set(key, { default: null, roles: {}, ...lists });
  try {
    await work();
  } finally {
    strapi.config.set(key, before);
  }
};

/** Lets the site believe `X-Forwarded-For`, as `server.proxy.koa` does, for as long as something is done. */
export const behindProxy = async ({ strapi }: Site, work: () => Promise<void>): Promise<void> => {
  const { app } = strapi.server;
  const { proxy } = app;
  app.proxy = true;
  try {
    await work();
  } finally {
    app.proxy = proxy;
  }
};
