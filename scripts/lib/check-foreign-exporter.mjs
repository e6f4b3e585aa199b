import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { freePort } from './child-site.mjs';
import { must, run } from './command.mjs';
import { expectedStock, MISTAKES, registerExporter, WRONG_PLACES, writeSources } from './foreign-exporter.mjs';
import { ARTICLE, download } from './foreign-http.mjs';
import { readTable } from './read-file.mjs';

const MIN_COPIES = 0;
const FILE_NAME = new RegExp(`^attachment; filename="stock_${MIN_COPIES}_\\d{4}-\\d\\d-\\d\\d\\.csv"$`);

// Strapi's preset finds the declarations by `typesVersions`, these by `exports`.
const OTHER_RESOLUTIONS = [
  ['--module', 'NodeNext', '--moduleResolution', 'NodeNext'],
  ['--module', 'Preserve', '--moduleResolution', 'Bundler'],
];

const FINDING = /^(?<file>[^\s(]+)\((?<line>\d+),\d+\): error (?<text>.*)$/gm;

/** The first finding of each file, by its place; others can follow from it. */
const firstFindings = (output) => {
  const files = new Set();
  const findings = new Map();
  for (const { groups } of output.matchAll(FINDING)) {
    const file = path.basename(groups.file);
    if (!files.has(file)) findings.set(`${file}:${groups.line}`, groups.text);
    files.add(file);
  }
  return findings;
};

/**
 * A site developer writes an exporter in TypeScript against the packed declarations, and exports with it.
 *
 * @param {{ site: { folder: string, start: () => Promise<object>, strapi: string, inSite: object, token: string },
 *   checks: ReturnType<typeof import('./checks.mjs').createChecks> }} input the site is filled, and does not run
 */
export const checkForeignExporter = async ({ site, checks: { check, assert } }) => {
  const { folder, strapi, inSite, token } = site;
  const siteFolder = inSite.cwd;

  const tsc = path.join(siteFolder, 'node_modules/typescript/bin/tsc');
  const compiler = (project, ...options) => [tsc, '-p', `exporters/${project}`, '--pretty', 'false', ...options];

  const compileRight = async () => {
    writeSources(siteFolder);
    await must('strapi', process.execPath, [strapi, 'ts:generate-types'], inSite);
    await must('tsc', process.execPath, compiler('tsconfig.json'), inSite);
    for (const options of OTHER_RESOLUTIONS) {
      await must(options.join(' '), process.execPath, compiler('tsconfig.json', '--noEmit', ...options), inSite);
    }
  };

  const findMistakes = async (options) => {
    const { code, output } = await run(process.execPath, compiler('tsconfig.wrong.json', ...options), inSite);
    assert.notEqual(code, 0, 'wrong definitions compile');
    const found = firstFindings(output);
    for (const { place, finding } of WRONG_PLACES) {
      const text = found.get(place);
      assert.ok(text !== undefined, `nothing is found at ${place} ${options.join(' ')}:\n${output}`);
      assert.match(text, finding);
    }
    assert.equal(found.size, WRONG_PLACES.length);
  };

  const compileWrong = async () => {
    await findMistakes([]);
    for (const options of OTHER_RESOLUTIONS) await findMistakes(['--noEmit', ...options]);
    return `${WRONG_PLACES.length} mistakes`;
  };

  const refusesToBoot = async (message) => {
    const env = { ...inSite.env, PORT: String(await freePort()) };
    const { code, output } = await run(process.execPath, [strapi, 'start'], { ...inSite, env, timeout: 60_000 });
    assert.notEqual(code, 0);
    assert.ok(output.includes(message), `the boot was to stop with:\n${message}\nIt said:\n${output}`);
  };

  const stopBoot = (mistake, problem) => async () => {
    registerExporter(siteFolder, mistake);
    await refusesToBoot(`The exporter stock is wrong:\n  ${problem}\n`);
  };

  const stopBootWhenListed = async () => {
    registerExporter(siteFolder, null, [ARTICLE]);
    await refusesToBoot(
      `content-export.config.contentApi.contentTypes.0: ${ARTICLE} has an exporter of the site's own`,
    );
  };

  const compare = async (file) => {
    const table = await readTable('csv', file);
    assert.deepEqual(table, expectedStock(MIN_COPIES));
    return `${table.rows.length} rows`;
  };

  const overHttp = (running) => async () => {
    const file = path.join(folder, 'stock.csv');
    const stock = { area: '/api/export', exporter: 'stock', format: 'csv', token, file };
    for (const wrong of ['few', '-1']) {
      const { status } = await download(running, { ...stock, query: `?min_copies=${wrong}` });
      assert.equal(status, 400);
      const { details } = JSON.parse(readFileSync(file, 'utf8')).error;
      assert.equal(details.code, 'EXPORT_INVALID_REQUEST');
      assert.deepEqual(
        details.errors.map(({ field }) => field),
        ['min_copies'],
      );
    }
    const { status, headers } = await download(running, { ...stock, query: `?min_copies=${MIN_COPIES}` });
    assert.equal(status, 200);
    assert.match(headers.get('content-disposition'), FILE_NAME);
    return compare(file);
  };

  const overCommandLine = async () => {
    const file = path.join(folder, 'stock-cli.csv');
    const args = ['--no-install', 'strapi-export', 'stock', '--format', 'csv', '--option', `min_copies=${MIN_COPIES}`];
    await must('strapi-export', 'npx', [...args, '--output', file], inSite);
    return compare(file);
  };

  const isCompiled =
    (await check('an exporter in TypeScript', compileRight)) &&
    (await check('its mistakes do not compile', compileWrong));
  if (!isCompiled) return;
  for (const [mistake, { stop }] of Object.entries(MISTAKES)) {
    if (stop !== undefined) await check(`a wrong ${mistake} stops the boot`, stopBoot(mistake, stop));
  }
  await check('listing its type stops the boot', stopBootWhenListed);

  registerExporter(siteFolder, null);
  await check('the exporter by npx strapi-export', overCommandLine);
  let running;
  const isStarted = await check('start with the exporter', async () => {
    running = await site.start();
  });
  if (!isStarted) return;
  await check('the exporter over the content API', overHttp(running));
};
