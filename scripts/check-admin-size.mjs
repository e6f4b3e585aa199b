import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { ROOT } from './lib/paths.mjs';

// What the plugin adds to the first load of the panel: its entry with all that it imports at once, and the texts of one
// language. The pages come when they are opened.

const FOLDER = path.join(ROOT, 'dist/admin');
/** Bytes, compressed as a server does. */
const LIMIT = 150_000;

const read = (name) => readFileSync(path.join(FOLDER, name), 'utf8');

const gzipped = (name) => gzipSync(read(name)).length;

/** A file and what it imports at once; `import(…)` is later. */
const withImports = (name, found = new Set()) => {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, imported] of read(name).matchAll(/^(?:import|export)\b[^;]*?["']\.\/([^"']+)["']/gm)) {
    withImports(imported, found);
  }
  return found;
};

const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);

const entry = sum([...withImports('index.mjs')].map(gzipped));
const languages = readdirSync(FOLDER).filter((name) => /^[a-z]{2}-[\w-]+\.mjs$/.test(name));
if (entry < 1_000 || languages.length === 0) throw new Error('The built panel is not what this check knows.');
const total = entry + Math.max(...languages.map(gzipped));
const inKilobytes = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
process.stdout.write(`${inKilobytes(total)} compressed at most, of ${inKilobytes(LIMIT)} that are allowed\n`);
if (total > LIMIT) process.exitCode = 1;
