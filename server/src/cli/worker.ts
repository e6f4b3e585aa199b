import { getService } from '../services';
import { loadSite } from './site';

/** Resolves when the process is told to stop. */
const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/**
 * A process that does nothing but run jobs, whatever `worker.enabled` says; several may run on one or many machines. It
 * stops on SIGINT and SIGTERM, when it hands back what it runs.
 */
export const runWorker = async (signal: AbortSignal): Promise<void> => {
  const strapi = await loadSite(process.cwd(), 'info');
  getService(strapi, 'background').startWorker();
  await stopped(signal);
  // The plugin's own `destroy` hands jobs back before the database is closed.
  await strapi.destroy();
};
