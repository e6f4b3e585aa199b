import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database } from '@strapi/database';
import { createAuditLog } from '../../server/src/audit/audit-log';
import { contentTypes } from '../../server/src/content-types';
import type { JobBill } from '../../server/src/job/bill';
import type { JobRow } from '../../server/src/job/record';
import { createJobStore, type JobStore } from '../../server/src/job/store';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { AUDIT_ENTRY, JOB } from '../../shared/uids';

/** For records of jobs that cost nothing. */
export const freeOfCharge: JobBill = { close: () => Promise.reject(new Error('This job was free of charge.')) };

/** The plugin's own tables in a SQLite of their own, without a site around them. */
export interface JobDatabase {
  readonly database: Database;
  readonly store: JobStore;
  /** Makes the record of a finished job, or of whichever the changes tell. */
  add(changes?: Partial<Record<keyof JobRow, unknown>>): Promise<JobRow>;
  /** The log's events of a job, oldest first. */
  events(jobId: string): Promise<string[]>;
  close(): Promise<void>;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const models = () =>
  Object.entries(contentTypes).map(([name, { schema }]) => ({
    uid: `plugin::${PLUGIN_ID}.${name}`,
    singularName: name,
    modelName: name,
    tableName: schema.collectionName,
    attributes: {
      id: { type: 'increments' },
      documentId: { type: 'string' },
      createdAt: { type: 'datetime' },
      ...schema.attributes,
    },
    indexes: schema.indexes,
  }));

/** The plugin's own tables, as one process has them. Whoever opens them first makes them. */
export const openTables = async (connection: object, isFirst = true): Promise<Database> => {
  const settings = { connection, settings: { runMigrations: false, migrations: { dir: 'none' } }, logger: silent };
  const database = new Database(settings);
  await database.init({ models: models() as never });
  if (isFirst) await database.schema.sync();
  return database;
};

export const openJobDatabase = async (): Promise<JobDatabase> => {
  // The database layer takes any name for that of a file.
  const folder = await mkdtemp(path.join(tmpdir(), 'export-records-'));
  const filename = path.join(folder, 'data.db');
  const database = await openTables({ client: 'sqlite', connection: { filename }, useNullAsDefault: true });
  // These records need not outlive the machine.
  await database.connection.raw('pragma synchronous = off');
  // The database layer looks for its transactions there.
  Object.assign(globalThis, { strapi: { db: database } });
  const store = createJobStore({ database: () => database, audit: createAuditLog(() => database), bill: freeOfCharge });
  let added = 0;
  return {
    database,
    store,
    add: async (changes = {}) => {
      added += 1;
      const documentId = `job${added}x${randomBytes(6).toString('hex')}`;
      const who = { requester: 'admin:1', requesterKind: 'admin', requesterId: '1', requesterName: 'Admin' };
      const what = { origin: 'panel', exporter: 'api::hotel.hotel', format: 'csv', request: {}, attempt: 1, faults: 0 };
      const completedAt = new Date(Date.now() - 60_000);
      const expiresAt = new Date(Date.now() + 60_000);
      const file = { storage: 'local', fileKey: `${documentId}-1`, completedAt, expiresAt, bytes: '1' };
      const data = { documentId, status: 'completed', ...who, ...what, ...file, ...changes };
      return (await database.query(JOB).create({ data })) as JobRow;
    },
    events: async (jobId) => {
      const rows = await database.query(AUDIT_ENTRY).findMany({ where: { jobId }, orderBy: [{ id: 'asc' }] });
      return (rows as { event: string }[]).map(({ event }) => event);
    },
    close: async () => {
      await database.destroy();
      Reflect.deleteProperty(globalThis, 'strapi');
      await rm(folder, { recursive: true });
    },
  };
};
