import type { Core } from '@strapi/types';
import { configOf } from '../config';

/** Connections of the pool that downloads and jobs leave to the rest of the site. */
const KEPT = 2;

const poolSize = (strapi: Core.Strapi): number => {
  const { pool } = strapi.db.connection.client as { pool?: { readonly max?: number } };
  return pool?.max ?? 1;
};

/**
 * Jobs that a worker of this process runs at once: as configured, but never so many that none of the pool's connections
 * would be left for their own signs of life. On SQLite jobs hold no connection.
 */
export const jobsAtOnce = (strapi: Core.Strapi): number => {
  const { concurrency } = configOf(strapi).worker;
  if (strapi.db.dialect.client === 'sqlite') return concurrency;
  return Math.min(concurrency, Math.max(1, poolSize(strapi) - KEPT));
};

/** Direct downloads that run at once where nothing is configured: what the site and its jobs leave, at least one. */
export const streamsAtOnce = (strapi: Core.Strapi): number => {
  const { enabled } = configOf(strapi).worker;
  return Math.max(1, poolSize(strapi) - KEPT - (enabled ? jobsAtOnce(strapi) : 0));
};
