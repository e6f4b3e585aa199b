import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { ExportConfig } from '../../../server/src/config';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Answer } from '../../support/http';
import type { Site } from '../../support/site';

/** This machine's own address, and another that a connection to it can come from. */
export const HERE = '127.0.0.1';
export const ELSEWHERE = '127.0.0.2';

interface Call {
  readonly method?: string;
  readonly token?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call over a connection from an address of this machine's. */
export const callFrom = (
  localAddress: string,
  site: Site,
  route: string,
  { method = 'GET', token, body, headers = {} }: Call = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const credential = token === undefined ? {} : { authorization: token };
    const options = { method, agent: false, localAddress, headers: { ...json, ...credential, ...headers } } as const;
    const outgoing = request(site.url + route, options, (response) => {
      buffer(response).then(
        (bytes) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes }),
        reject,
      );
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });

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
