import { Writable } from 'node:stream';
import { parseRequest } from '../../server/src/request/parse';
import type { AccessService } from '../../server/src/services/access';
import type { ExportsService } from '../../server/src/services/exports';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Site } from './site';

/**
 * Runs an export in this process, with the operator's rights, and calls `meanwhile` once the first bytes are there, so
 * that content changes while rows are being read. The next bytes are only taken when it is done.
 */
export const runExport = async (
  site: Site,
  input: Readonly<Record<string, unknown>>,
  meanwhile: () => Promise<void>,
): Promise<Buffer> => {
  const plugin = site.strapi.plugin(PLUGIN_ID);
  const exports = plugin.service<ExportsService>('exports');
  const access = plugin.service<AccessService>('access').ofOperator();
  const caller = {
    access,
    defaultPublication: 'published',
    defaultFlavor: 'plain',
    defaultHeaders: 'paths',
    isUnlimited: true,
  } as const;
  const plan = await exports.plan(parseRequest(input), caller);
  const chunks: Buffer[] = [];
  let isFirst = true;
  const sink = new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      if (!isFirst) {
        done();
        return;
      }
      isFirst = false;
      meanwhile().then(
        () => done(),
        (error: unknown) => done(error as Error),
      );
    },
  });
  await exports.run({ plan, caller, sink, signal: new AbortController().signal, wantsChecksum: false });
  return Buffer.concat(chunks);
};

/** Changes a setting of the plugin for the length of one test. */
export const withSetting = async <T>(site: Site, key: string, value: unknown, work: () => Promise<T>): Promise<T> => {
  const path = `plugin::${PLUGIN_ID}.${key}`;
  const before: unknown = site.strapi.config.get(path);
  site.strapi.config.set(path, value);
  try {
    return await work();
  } finally {
    site.strapi.config.set(path, before);
  }
};
