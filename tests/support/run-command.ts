import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Site } from './site';

const ROOT = path.resolve(__dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Called while the command runs. */
  readonly meanwhile?: (kill: (signal: NodeJS.Signals) => void) => Promise<void>;
}

/** Runs `strapi-export` in a process of its own, on the database of a site. */
export const runCommand = (site: Site, args: readonly string[], options: Options = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const { cwd = path.join(ROOT, 'playground'), environment = {}, meanwhile } = options;
    const env = { ...process.env, ...site.environment, ...environment };
    const child = spawn(process.execPath, [path.join(ROOT, 'bin/strapi-export.js'), ...args], { cwd, env });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    meanwhile?.((signal) => child.kill(signal)).catch(reject);
  });
