import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Core } from '@strapi/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';

interface TypeScriptUtils {
  isUsingTypeScriptSync(folder: string): boolean;
  resolveOutDirSync(folder: string): string;
}

interface StrapiPackage {
  createStrapi(options: {
    readonly appDir: string;
    readonly distDir: string;
    readonly serveAdminPanel: boolean;
    readonly autoReload: boolean;
  }): Core.Strapi;
}

/** The site cannot be started here; the message says why. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
}

/** The site's own packages: this file may stand in another `node_modules`. */
const requireFrom = (folder: string) => {
  const siteRequire = createRequire(path.join(folder, 'package.json'));
  try {
    const strapiRequire = createRequire(siteRequire.resolve('@strapi/strapi/package.json'));
    return {
      strapi: siteRequire('@strapi/strapi') as StrapiPackage,
      typescript: strapiRequire('@strapi/typescript-utils') as TypeScriptUtils,
    };
  } catch (cause) {
    throw new SiteError(`There is no Strapi site in ${folder}: run strapi-export in the folder of the site.`, {
      cause,
    });
  }
};

const distDirOf = (folder: string, typescript: TypeScriptUtils): string => {
  if (!typescript.isUsingTypeScriptSync(folder)) return folder;
  const distDir = typescript.resolveOutDirSync(folder);
  if (existsSync(path.join(distDir, 'config'))) return distDir;
  throw new SiteError(`The site is not built: ${distDir} is missing. Run "strapi build" first.`);
};

interface ConsoleTransport {
  stderrLevels?: Record<string, boolean>;
}

/** How much of the site's log is wanted: errors beside an export, everything of a process that stays. */
export type LogLevel = 'error' | 'info';

/** Standard output belongs to the export, so the site's log goes to standard error. */
const logToStandardError = (strapi: Core.Strapi, level: LogLevel): void => {
  const levels = Object.fromEntries(Object.keys(strapi.log.levels).map((level) => [level, true]));
  for (const transport of strapi.log.transports as ConsoleTransport[]) transport.stderrLevels = levels;
  strapi.log.level = level;
};

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Strapi ends the process with 0 on a signal, as a server should. Here a signal means that the export failed, so what
 * Strapi listens with is taken off again.
 */
const withoutSignalHandlers = <T>(work: () => T): T => {
  const before = SIGNALS.map((signal) => new Set(process.listeners(signal)));
  const result = work();
  SIGNALS.forEach((signal, at) => {
    for (const listener of process.listeners(signal)) {
      if (before[at]?.has(listener) !== true) process.removeListener(signal, listener);
    }
  });
  return result;
};

/** Loads the site without HTTP server, admin panel and cron; nothing but what the command does runs in the process. */
export const loadSite = async (folder: string, level: LogLevel = 'error'): Promise<Core.Strapi> => {
  const { strapi: packageOfSite, typescript } = requireFrom(folder);
  const distDir = distDirOf(folder, typescript);
  const strapi = withoutSignalHandlers(() =>
    packageOfSite.createStrapi({ appDir: folder, distDir, serveAdminPanel: false, autoReload: false }),
  );
  logToStandardError(strapi, level);
  strapi.config.set('server.cron.enabled', false);
  // Plugins add tasks of their own, and Strapi starts them whatever the setting says.
  const { cron } = strapi;
  cron.start = () => cron;
  try {
    await strapi.load();
  } catch (cause) {
    throw new SiteError(`The site does not start: ${(cause as Error).message}`, { cause });
  }
  if ((strapi.plugin(PLUGIN_ID) as Core.Plugin | undefined) === undefined) {
    throw new SiteError('The export plugin is not enabled in this site: see config/plugins.');
  }
  return strapi;
};
