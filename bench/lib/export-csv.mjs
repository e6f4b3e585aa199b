import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { PEER_PLUGIN } from '../../scripts/lib/setup.mjs';
import { ask, download, measured } from './site.mjs';

/**
 * The plugin for CSV files that is installed most for Strapi 5: asked as its button in the panel asks it, in a site that has
 * it beside this one. Its route takes filters and an order; columns and the number of rows are the site's configuration. It
 * writes the drafts, which in these databases are as many as what is published.
 */

/** Attributes of a hotel that are not among the columns: it has them left out, and writes the others in their order. */
const LEFT_OUT = [
  ...['room_count', 'country', 'supplier', 'locations', 'contacts', 'mappings', 'seo', 'localizations', 'locale'],
  ...['createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy'],
];

/** It ends after 10,000 rows, with a line that says so, unless it is given another number. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** What has a site load it. @param {object} more its configuration beside the columns and the limit */
export const siteWithExportCsv = (more) => {
  const config = { maxRecords: NO_LIMIT, excludedColumns: LEFT_OUT, ...more };
  return {
    PLAYGROUND_PLUGINS: JSON.stringify({ 'export-csv': { enabled: true, resolve: PEER_PLUGIN.folder, config } }),
    // Each run signs in.
    ADMIN_RATE_LIMIT: 'false',
  };
};

/** Of the super admin, as the playground's seed makes them. */
const signIn = async (site) => {
  const body = JSON.stringify({ email: 'admin@example.com', password: 'Export-demo-1' });
  const { data } = await (await ask(site, '/admin/login', { method: 'POST', body })).json();
  return data.token;
};

/** It answers 200 whatever happens, and says in a row of three cells what did: hence a look at each. */
const verify = (file, { columns, rows }) =>
  pipeline(createReadStream(file), parse({ relaxColumnCount: true }), async (records) => {
    const ids = new Set();
    let isHead = true;
    for await (const record of records) {
      if (record.length !== columns.length) throw new Error(`A row is ${record.join(', ')}.`);
      if (isHead && record.join() !== columns.join()) throw new Error(`The columns are ${record.join()}.`);
      if (!isHead) ids.add(record[0]);
      isHead = false;
    }
    if (ids.size !== rows) throw new Error(`It wrote ${ids.size} different rows of ${rows}.`);
  });

/** @throws Error when the file is not all rows, each once, in the columns that are asked for */
export const runExportCsv = async ({ theCase, site, file, rows }) => {
  const signedIn = { ...site, token: await signIn(site) };
  const body = JSON.stringify({ filters: {}, sort: { id: 'asc' } });
  const route = `/export-csv/export/${theCase.exporter}`;
  const figures = await measured(site, () => download(signedIn, route, file, body));
  await verify(file, { columns: theCase.columns, rows });
  return figures;
};
