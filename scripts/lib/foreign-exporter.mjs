import path from 'node:path';
import { ARTICLES, pluginsConfig, writeFiles } from './foreign-site.mjs';

const STOCK = `import { defineExporter, money, z } from 'strapi-plugin-export/exporter';

export const exporter = defineExporter({
  name: 'stock',
  contentType: 'api::article.article',
  label: 'Stock of articles',
  contentApi: true,
  fileName: 'stock_{min_copies}_{date}',
  defaults: { sort: 'price:desc,title' },
  filters: z.object({ min_copies: z.coerce.number().int().min(0) }),
  where: ({ min_copies }) => ({ copies: { $gte: min_copies } }),
  columns: [
    { path: 'title', label: 'Article' },
    { path: 'price', format: money('EUR') },
    'copies',
    {
      key: 'worth',
      type: 'decimal',
      dependsOn: ['price', 'copies'],
      compute: ({ price, copies }) => Number(price) * copies,
    },
  ],
});`;

/**
 * Mistakes, each in a copy of the source: what is written in place of what, what the compiler must find there, and what
 * stops the boot of a site whose author did not ask the compiler.
 */
export const MISTAKES = {
  path: {
    right: "path: 'title'",
    wrong: "path: 'titel'",
    finding: /^TS2820: Type '"titel"' is not assignable to type 'ColumnPath<"api::article\.article">'/,
    stop: 'columns.0: titel is not a column of api::article.article.',
  },
  'content type': {
    right: 'api::article.article',
    wrong: 'api::artikel.artikel',
    finding: /^TS2820: Type '"api::artikel\.artikel"' is not assignable to type 'ContentType'/,
    stop: 'contentType: api::artikel.artikel is not content that can be exported',
  },
  dependency: {
    right: "dependsOn: ['price'",
    wrong: "dependsOn: ['prise'",
    finding: /^TS2820: Type '"prise"' is not assignable to type 'ColumnPath<"api::article\.article">'/,
    stop: 'columns.3: prise is not a column of api::article.article.',
  },
  // These two are values of JavaScript like any other, so that only the compiler can find them.
  'value of a decimal': { right: 'Number(price)', wrong: 'price', finding: /^TS2362: The left-hand side/ },
  filter: {
    right: '({ min_copies })',
    wrong: '({ min_copys: min_copies })',
    finding: /^TS2339: Property 'min_copys' does not exist on type '\{ min_copies: number; \}'/,
  },
};

const lineOf = (text) => STOCK.slice(0, STOCK.indexOf(text)).split('\n').length;

const fileOf = (mistake) => `wrong-${mistake.replaceAll(' ', '-')}`;

/** Where the compiler must find each mistake. */
export const WRONG_PLACES = Object.entries(MISTAKES).map(([mistake, { right, finding }]) => ({
  place: `${fileOf(mistake)}.ts:${lineOf(right)}`,
  finding,
}));

// Strapi's own preset for TypeScript sites, made strict.
const tsconfig = (files, options = {}) =>
  JSON.stringify({
    extends: '@strapi/typescript-utils/tsconfigs/server',
    compilerOptions: { strict: true, incremental: false, rootDir: '.', outDir: '../src/exporters', ...options },
    include: [files, '../types/generated/*.d.ts'],
  });

/** Writes the exporter's source into a site, and beside it the sources with one mistake each. */
export const writeSources = (siteFolder) => {
  const wrong = Object.entries(MISTAKES).map(([mistake, { right, wrong }]) => [
    `${fileOf(mistake)}.ts`,
    STOCK.replace(right, wrong),
  ]);
  writeFiles(path.join(siteFolder, 'exporters'), {
    'stock.ts': STOCK,
    'tsconfig.json': tsconfig('stock.ts'),
    ...Object.fromEntries(wrong),
    // Their code is written all the same: a JavaScript site would hold it.
    'tsconfig.wrong.json': tsconfig('wrong-*.ts', { noEmitOnError: false }),
  });
};

/**
 * Registers a compiled exporter as the guide says.
 *
 * @param {string | null} mistake the mistake in it, `null` for the right one
 * @param {readonly string[]} [listed] content types that the configuration opens to the content API; the exporter's own
 *   opens itself
 */
export const registerExporter = (siteFolder, mistake, listed = []) =>
  writeFiles(siteFolder, {
    'config/plugins.js': pluginsConfig(listed),
    'src/index.js': `const { exporter } = require('./exporters/${mistake === null ? 'stock' : fileOf(mistake)}');

module.exports = {
  register({ strapi }) {
    strapi.plugin('content-export').service('exporters').register(exporter);
  },
};`,
  });

const byPriceAndTitle = (one, other) => other.price - one.price || (one.title < other.title ? -1 : 1);

/** The CSV that it must give of published articles with so many copies. */
export const expectedStock = (minCopies) => ({
  header: ['Article', 'price', 'copies', 'worth'],
  rows: ARTICLES.slice(0, -1)
    .filter(({ copies }) => copies >= minCopies)
    .toSorted(byPriceAndTitle)
    .map(({ title, price, copies }) => [title, price.toFixed(2), String(copies), String(price * copies)]),
});
