import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PASSWORD } from '../../playground/scripts/seed/people';
import type { Site } from './site';

const ROOT = path.resolve(__dirname, '../..');

/** The site of the documentation's examples. */
const SITE = 'http://localhost:1337';

/** Fails where the server refuses, and says with what. */
const STRICT = 'set -e; curl() { command curl --fail-with-body --silent --show-error --max-time 60 "$@"; }';

const HAS_COMMAND = /^(curl |[A-Z]+=\$\(curl )/m;

const EXPECTED = /^# HTTP\/1\.1 (\d{3})/m;

/** The blocks of a page that call the site. */
const blocksOf = (page: string): readonly string[] =>
  [...readFileSync(path.join(ROOT, page), 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)]
    .map(([, block = '']) => block)
    .filter((block) => HAS_COMMAND.test(block));

/**
 * Runs what a page of the documentation shows, as a reader would: with `curl`, against this site. A line that begins
 * with `# HTTP/1.1` tells the status that is expected; otherwise nothing may be refused.
 *
 * @param variables what the page leaves to its reader, such as a token
 * @returns how many calls there were
 */
export const runExamples = async (
  page: string,
  site: Site,
  variables: Readonly<Record<string, string>>,
): Promise<number> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'export-examples-'));
  const bare = Object.entries(variables).map(([name, value]) => [name, value.replace(/^Bearer /, '')]);
  const env = { ...process.env, ...Object.fromEntries(bare) } as NodeJS.ProcessEnv;
  let calls = 0;
  try {
    for (const block of blocksOf(page)) {
      const script = block.replaceAll(SITE, site.url).replaceAll('"password":"…"', `"password":"${PASSWORD}"`);
      const { stdout } = await promisify(execFile)('sh', ['-c', `${STRICT}\n${script}`], {
        ...{ cwd: folder, env, maxBuffer: 64 * 1024 * 1024 },
      }).catch((error: unknown) => {
        throw new Error(`${page} has an example that does not work:\n${block}`, { cause: error });
      });
      const [, status] = EXPECTED.exec(block) ?? [];
      if (status !== undefined) assert.match(stdout, new RegExp(`^HTTP/1\\.1 ${status}`, 'm'), block);
      calls += (block.match(/curl /g) ?? []).length;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return calls;
};
