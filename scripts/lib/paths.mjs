import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const PLAYGROUND = path.join(ROOT, 'playground');

/** An installed command, without npx, which would cost half a second and its own process. */
export const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);
