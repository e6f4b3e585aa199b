import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/** The version the plugin is tested with; see docs/decisions/0001-strapi-version.md. */
const STRAPI = '5.54.0';

const secret = () => randomBytes(24).toString('base64');

const { devDependencies: ours } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

const packageJson = (tarball) => ({
  name: 'foreign-site',
  private: true,
  version: '0.0.0',
  scripts: { build: 'strapi build', start: 'strapi start' },
  dependencies: {
    '@strapi/plugin-users-permissions': STRAPI,
    '@strapi/strapi': STRAPI,
    'better-sqlite3': '12.8.0',
    react: '^18.3.1',
    'react-dom': '^18.3.1',
    'react-router-dom': '^6.30.3',
    'strapi-plugin-export': `file:${tarball}`,
    'styled-components': '^6.1.0',
  },
  // For exporters of its own.
  devDependencies: { typescript: ours.typescript },
  strapi: { uuid: false },
});

const CONFIG = {
  'config/server.js': `module.exports = ({ env }) => ({
  host: '127.0.0.1',
  port: env.int('PORT'),
  app: { keys: ['${secret()}', '${secret()}'] },
  logger: { updates: { enabled: false } },
});`,
  'config/admin.js': `module.exports = {
  auth: { secret: '${secret()}' },
  apiToken: { salt: '${secret()}' },
  transfer: { token: { salt: '${secret()}' } },
  secrets: { encryptionKey: '${secret()}' },
  flags: { nps: false, promoteEE: false },
};`,
  'config/api.js': `module.exports = { rest: { defaultLimit: 25, maxLimit: 100 } };`,
  'config/database.js': `module.exports = {
  connection: { client: 'sqlite', connection: { filename: '.tmp/data.db' }, useNullAsDefault: true },
};`,
  'config/middlewares.js': `module.exports = ${JSON.stringify(
    [...['logger', 'errors', 'security', 'cors', 'poweredBy', 'query', 'body', 'session', 'favicon', 'public']].map(
      (name) => `strapi::${name}`,
    ),
  )};`,
};

/** The block that the README shows. @param contentTypes what is open to the content API */
export const pluginsConfig = (contentTypes) => `module.exports = {
  'content-export': { enabled: true, config: { contentApi: { contentTypes: ${JSON.stringify(contentTypes)} } } },
  'users-permissions': { config: { jwtSecret: '${secret()}' } },
};`;

const article = (kind) =>
  `module.exports = require('@strapi/strapi').factories.createCore${kind}('api::article.article');`;

const SCHEMA = {
  kind: 'collectionType',
  collectionName: 'articles',
  info: { singularName: 'article', pluralName: 'articles', displayName: 'Article' },
  options: { draftAndPublish: true },
  attributes: {
    title: { type: 'string', required: true },
    body: { type: 'text' },
    price: { type: 'decimal' },
    copies: { type: 'integer' },
    featured: { type: 'boolean' },
    printed: { type: 'date' },
    seen: { type: 'datetime' },
    code: { type: 'string', private: true },
  },
};

const API = 'src/api/article';

/** Writes files by their names in a folder. */
export const writeFiles = (folder, files) => {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
  }
};

/** Writes a JavaScript site with one content type, which knows of the plugin only as the packed tarball. */
export const writeForeignSite = (folder, tarball) =>
  writeFiles(folder, {
    ...CONFIG,
    'config/plugins.js': pluginsConfig(['api::article.article']),
    'package.json': JSON.stringify(packageJson(tarball), null, 2),
    'src/index.js': 'module.exports = {};',
    [`${API}/content-types/article/schema.json`]: JSON.stringify(SCHEMA, null, 2),
    [`${API}/controllers/article.js`]: article('Controller'),
    [`${API}/services/article.js`]: article('Service'),
    [`${API}/routes/article.js`]: article('Router'),
    'public/uploads/.gitkeep': '',
  });

/** The columns an export of articles has by default, less the dates Strapi keeps itself; `code` is private. */
export const COLUMNS = ['title', 'body', 'price', 'copies', 'featured', 'printed', 'seen'];

/** What the site is filled with; the last one stays a draft. */
export const ARTICLES = [
  {
    title: 'Plain',
    body: 'Text',
    price: 12.5,
    copies: 3,
    featured: true,
    printed: '2026-01-31',
    seen: '2026-02-03T04:05:06.789Z',
  },
  { title: 'Quotes, "commas"; and\nlines', body: 'Ünïcode – 日本語 🏨', price: 0, copies: 0, featured: false },
  { title: '=HYPERLINK("https://example.com")', body: '+49 30 901820', price: -0.01, copies: -5, featured: false },
  ...Array.from({ length: 297 }, (_none, at) => ({
    title: `Article ${at}`,
    body: null,
    price: at / 4,
    copies: at,
    featured: at % 2 === 0,
  })),
  { title: 'A draft', body: 'Not published', price: 1, copies: 1, featured: false },
].map((given) => ({ printed: null, seen: null, code: 'secret', ...given }));
