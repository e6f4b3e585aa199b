import { writeFile } from 'node:fs/promises';
import { ARTICLES } from './foreign-site.mjs';

export const ARTICLE = 'api::article.article';

const send = async (site, route, { token, body, method = body === undefined ? 'GET' : 'POST' } = {}) => {
  const response = await fetch(`${site.url}${route}`, {
    method,
    headers: {
      connection: 'close',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};

const expectJson = async (site, route, options) => {
  const { status, bytes } = await send(site, route, options);
  if (status >= 300) throw new Error(`${route} answered ${status}: ${bytes.toString().slice(0, 500)}`);
  return JSON.parse(bytes.toString());
};

/** The first administrator of a new site, registered as a person would. @returns the session's token */
export const registerAdmin = async (site) => {
  const body = { email: 'admin@example.com', password: 'Foreign-site-1', firstname: 'First', lastname: 'Admin' };
  return (await expectJson(site, '/admin/register-admin', { body })).data.token;
};

/** Writes the articles through the content manager, one after another so that their ids are in order. */
export const writeArticles = async (site, token) => {
  const route = `/content-manager/collection-types/${ARTICLE}`;
  for (const [at, body] of ARTICLES.entries()) {
    const { data } = await expectJson(site, route, { token, body });
    if (at < ARTICLES.length - 1) {
      await expectJson(site, `${route}/${data.documentId}/actions/publish`, { token, body });
    }
  }
};

/** @returns the access key of an API token that may read everything */
export const createReadToken = async (site, token) => {
  const body = { name: 'reader', description: '', type: 'read-only', lifespan: null };
  return (await expectJson(site, '/admin/api-tokens', { token, body })).data.accessKey;
};

/** Downloads an export into a file. @returns its status and headers */
export const download = async (site, { area, exporter = ARTICLE, format, token, file, query = '' }) => {
  const { status, headers, bytes } = await send(site, `${area}/${exporter}/${format}${query}`, { token });
  if (file !== undefined) await writeFile(file, bytes);
  return { status, headers, size: bytes.length };
};

/** The status of a page. */
export const statusOf = async (site, route) => (await send(site, route)).status;
