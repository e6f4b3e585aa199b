import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';
import { lastLines } from '../../scripts/lib/command.mjs';
import { figuresOf } from './figures.mjs';

/** Milliseconds between two looks at a process. */
const EVERY = 5;

/**
 * Runs a program that writes a file.
 *
 * @param {{ file: string, args: readonly string[], env: Record<string, string>, cwd?: string, toFile?: string }} command
 *   `toFile` takes its standard output; programs that write the file themselves tell there, as JSON in the last line, the
 *   `milliseconds` from their first query to the file's end, without the time that it takes to load them
 * @returns {Promise<{ milliseconds: number, peak: number, cpu: number }>}
 * @throws Error with the end of its output, when it fails
 */
export const runCommand = ({ file, args, env, cwd, toFile }) =>
  new Promise((resolve, reject) => {
    const target = toFile === undefined ? 'pipe' : openSync(toFile, 'w');
    const started = performance.now();
    const child = spawn(file, args, { env, cwd, stdio: ['ignore', target, 'pipe'] });
    let figures = { peak: 0, cpu: 0 };
    const timer = setInterval(() => {
      const now = figuresOf(child.pid);
      figures = { peak: Math.max(figures.peak, now.peak), cpu: Math.max(figures.cpu, now.cpu) };
    }, EVERY);
    let output = '';
    let stdout = '';
    child.stdout?.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      if (typeof target === 'number') closeSync(target);
      const wall = performance.now() - started;
      if (code !== 0) reject(new Error(`${file} ${args.join(' ')}: exit code ${code}\n${lastLines(output + stdout)}`));
      else if (toFile === undefined) resolve({ milliseconds: wall, ...JSON.parse(lastLines(stdout, 1)), ...figures });
      else resolve({ milliseconds: wall, ...figures });
    });
  });
