import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE = 10_000;

/** 401: Strapi answers so when it cannot look an end user up, because the database is away. */
const AGAIN = [401, 429];

/** Asks one process after another until one of them answers properly: that is what a load balancer does. */
export const createClient = (urls) => {
  let next = 0;
  const ask = async (route, { method = 'GET', token, body, deadline = Date.now() + 120_000, prefer } = {}) => {
    for (;;) {
      const url = urls[next % urls.length] + route;
      next += 1;
      try {
        const response = await fetch(url, {
          method,
          headers: {
            connection: 'close',
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...(prefer !== undefined && { prefer }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(PATIENCE),
        });
        if (response.status < 500 && !AGAIN.includes(response.status)) return response;
        if (Date.now() > deadline) return response;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
      await wait(200);
    }
  };

  const json = async (route, options) => {
    const response = await ask(route, options);
    const text = await response.text();
    if (response.status >= 300) throw new Error(`${route} answered ${response.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };

  return {
    json,
    /** A new end user. @returns its token */
    register: async (at) => {
      const name = `chaos-${at}`;
      const body = { username: name, email: `${name}@example.com`, password: 'Export-chaos-1' };
      return (await json('/api/auth/local/register', { method: 'POST', body })).jwt;
    },
    /** Asks for a job; asking again while it is active gives the same one. */
    submit: async (token, request) => {
      const options = { method: 'POST', token, body: request, prefer: 'respond-async' };
      return (await json('/api/export/api::order.order', options)).data;
    },
    download: async (token, id, file) => {
      const response = await ask(`/api/export/jobs/${id}/download`, { token });
      if (response.status !== 200) throw new Error(`The file of ${id} answered ${response.status}.`);
      await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
    },
  };
};
