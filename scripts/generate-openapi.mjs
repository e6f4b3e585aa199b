import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Validator } from '@seriousme/openapi-schema-validator';
import { format } from 'prettier';
import { run } from './lib/command.mjs';
import { ROOT } from './lib/paths.mjs';

// Writes docs/reference/openapi.json, the description of the playground with its own exporters; with --check only says
// whether it is up to date. Needs the built plugin and the built playground.

const PAGE = path.join(ROOT, 'docs/reference/openapi.json');
const COMMAND = path.join(ROOT, 'bin/strapi-export.js');

/** Whatever the machine has set, the document is the same. */
const environmentOf = (folder) => ({
  ...process.env,
  DATABASE_CLIENT: 'sqlite',
  DATABASE_FILENAME: path.join(folder, 'data.db'),
  EXPORT_DIRECTORY: path.join(folder, 'files'),
  EXPORT_QUEUE: 'database',
  EXPORT_STORAGE: 'local',
  PLAYGROUND_EXPORTERS: 'true',
  HOST: 'localhost',
  PORT: '1337',
  STRAPI_TELEMETRY_DISABLED: 'true',
});

const describePlayground = async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'export-openapi-'));
  try {
    const options = { cwd: path.join(ROOT, 'playground'), env: environmentOf(folder) };
    const { code, stdout, output } = await run(process.execPath, [COMMAND, 'openapi'], options);
    if (code !== 0) throw new Error(`strapi-export openapi ended with ${code}:\n${output}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const described = await describePlayground();
const { valid, errors } = await new Validator().validate(JSON.parse(described));
if (!valid) throw new Error(`The description is no valid OpenAPI document:\n${JSON.stringify(errors, null, 2)}`);
const wanted = await format(described, { parser: 'json', printWidth: 120 });

if (!process.argv.includes('--check')) {
  writeFileSync(PAGE, wanted);
} else if (readFileSync(PAGE, 'utf8') !== wanted) {
  process.stderr.write('docs/reference/openapi.json is out of date: run `npm run docs:openapi`.\n');
  process.exitCode = 1;
}
