import { mock } from 'node:test';
import type { ExportRunOptions, ExportsService } from '../../../server/src/services/exports';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Site } from '../../support/site';

/** What no caller may be told of a fault: it can hold content. */
export const FAULT = 'The disk burns.';

/** Lets runs fail as a server does that has begun to write. */
export const withFailingRuns = async <T>({ strapi }: Site, work: () => Promise<T>): Promise<T> => {
  const exports = strapi.plugin(PLUGIN_ID).service<ExportsService>('exports');
  const failing = mock.method(exports, 'run', async ({ sink }: ExportRunOptions) => {
    await new Promise((resolve) => sink.write('half a line', resolve));
    const error = new Error(FAULT);
    sink.once('error', () => undefined).destroy(error);
    throw error;
  });
  try {
    return await work();
  } finally {
    failing.mock.restore();
  }
};
