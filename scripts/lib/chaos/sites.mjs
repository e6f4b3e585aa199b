import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, startSite } from '../child-site.mjs';
import { ROOT } from '../paths.mjs';

/**
 * Several processes of one site, each of which may be killed at any moment and comes back.
 *
 * @param {{ count: number, env: Record<string, string> }} options
 */
export const createSites = async ({ count, env }) => {
  const places = [];
  let isOver = false;

  const start = async (place) => {
    place.site = await startSite({
      file: process.execPath,
      args: ['--import', 'tsx', 'scripts/lib/demo-server.ts'],
      cwd: ROOT,
      port: place.port,
      env,
    });
  };

  /** Starts a process again until it stays; while the database is away it may not. */
  const revive = async (place) => {
    while (!isOver) {
      try {
        await start(place);
        return;
      } catch {
        await wait(500);
      }
    }
  };

  // One after another: the first makes the tables.
  for (let at = 0; at < count; at += 1) {
    const place = { port: await freePort(), site: null, reviving: Promise.resolve() };
    places.push(place);
    await start(place);
  }

  return {
    urls: places.map(({ port }) => `http://127.0.0.1:${port}`),
    /** @returns whether there was a process to kill */
    kill: async (at) => {
      const place = places[at];
      if (place.site === null) return false;
      const { pid, exit } = place.site;
      place.site = null;
      process.kill(pid, 'SIGKILL');
      await exit;
      place.reviving = revive(place);
      return true;
    },
    /** Resolves when all processes are there again. */
    settled: async () => {
      await Promise.all(places.map(({ reviving }) => reviving));
    },
    stop: async () => {
      isOver = true;
      await Promise.all(places.map(({ site }) => site?.stop()));
    },
  };
};
