import os from 'node:os';
import process from 'node:process';
import { run } from '../../scripts/lib/command.mjs';

const VERSIONS = {
  PostgreSQL: ['psql', '--version'],
  MariaDB: ['mariadb', '--version'],
  SQLite: ['sqlite3', '--version'],
  commit: ['git', 'rev-parse', '--short', 'HEAD'],
};

/** What a command prints, or that it is not there. */
const told = async ([file, ...args]) => {
  try {
    const { code, stdout } = await run(file, args);
    return code === 0 ? stdout.trim().split('\n')[0] : 'absent';
  } catch {
    return 'absent';
  }
};

/** What the figures depend on. */
export const machineOf = async () => ({
  date: new Date().toISOString().slice(0, 10),
  processor: `${os.cpus()[0]?.model ?? 'unknown'}, ${os.cpus().length} cores`,
  memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
  node: process.version,
  ...Object.fromEntries(
    await Promise.all(Object.entries(VERSIONS).map(async ([name, command]) => [name, await told(command)])),
  ),
});
