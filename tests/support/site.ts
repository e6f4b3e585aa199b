import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createStrapi } from '@strapi/strapi';
import type { Core } from '@strapi/types';
import { seed, type SeedOptions } from '../../playground/scripts/seed/index';
import { type DatabaseName, testDatabase } from './databases';

const PLAYGROUND = path.resolve(__dirname, '../../playground');

/** The playground, booted in this process on a database of its own, answering on a free port. */
export interface Site {
  readonly strapi: Core.Strapi;
  readonly database: DatabaseName;
  readonly url: string;
  /** The environment that makes another process use the same database. */
  readonly environment: Readonly<Record<string, string>>;
  /** The folder of the jobs' files. */
  readonly files: string;
  /** The `Authorization` header of an admin user's session. */
  adminToken(email: string): Promise<string>;
  /** The `Authorization` header of an end user. */
  endUserToken(email: string): Promise<string>;
  close(): Promise<void>;
}

interface SessionManager {
  generateRefreshToken(id: string, device: string, options: object): Promise<{ token: string }>;
  generateAccessToken(refresh: string): Promise<{ token: string }>;
}

const findUser = async (strapi: Core.Strapi, uid: string, email: string): Promise<{ id: number }> => {
  const user = (await strapi.db.query(uid).findOne({ where: { email } })) as { id: number } | null;
  if (user === null) throw new Error(`There is no ${uid} with the address ${email}.`);
  return user;
};

/** Boots the site and fills it; the plugin is the built one, as sites run it. */
export const bootSite = async (
  database: DatabaseName,
  sizes: Omit<SeedOptions, 'log'>,
  purpose = 'main',
  more: Readonly<Record<string, string>> = {},
): Promise<Site> => {
  const { environment, create, drop } = testDatabase(database, purpose);
  await create();
  const files = mkdtempSync(path.join(os.tmpdir(), 'export-files-'));
  Object.assign(process.env, environment, {
    STRAPI_TELEMETRY_DISABLED: 'true',
    ADMIN_RATE_LIMIT: 'false',
    EXPORT_DIRECTORY: files,
    // Tests wait for what is lost.
    EXPORT_WORKER_LOST_AFTER: '5000',
    // Most suites are about content types by themselves.
    PLAYGROUND_EXPORTERS: 'false',
    ...more,
  });
  const distDir = path.join(PLAYGROUND, 'dist');
  const strapi = createStrapi({ appDir: PLAYGROUND, distDir, serveAdminPanel: false, autoReload: false });
  strapi.log.level = 'error';
  await strapi.load();
  await seed(strapi, { ...sizes, log: () => undefined });
  strapi.server.mount();
  const { httpServer } = strapi.server;
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const { port } = httpServer.address() as AddressInfo;
  return {
    strapi,
    database,
    url: `http://127.0.0.1:${port}`,
    environment,
    files,
    adminToken: async (email) => {
      const manager = (strapi.sessionManager as unknown as (origin: string) => SessionManager)('admin');
      const { id } = await findUser(strapi, 'admin::user', email);
      const { token: refresh } = await manager.generateRefreshToken(String(id), 'tests', { type: 'refresh' });
      return `Bearer ${(await manager.generateAccessToken(refresh)).token}`;
    },
    endUserToken: async (email) => {
      const { id } = await findUser(strapi, 'plugin::users-permissions.user', email);
      const jwt = strapi.plugin('users-permissions').service<{ issue(payload: object): string }>('jwt');
      return `Bearer ${jwt.issue({ id })}`;
    },
    close: async () => {
      await strapi.destroy();
      await drop();
      rmSync(files, { recursive: true, force: true });
    },
  };
};
