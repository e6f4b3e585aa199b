import type { Core } from '@strapi/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { configOf } from '../config';
import { roleNames } from './roles';

/** Names of roles that the configuration has, by its keys. */
const namesByKey = (strapi: Core.Strapi): Readonly<Record<string, readonly string[]>> => {
  const { jobs, points, allowedAddresses } = configOf(strapi);
  return {
    'jobs.fileLifetime.roles': Object.keys(jobs.fileLifetime.roles),
    'points.exemptRoles': points.exemptRoles,
    'allowedAddresses.roles': Object.keys(allowedAddresses.roles),
  };
};

const warnOfUnknown = async (strapi: Core.Strapi): Promise<void> => {
  const wanted = Object.entries(namesByKey(strapi)).flatMap(([key, names]) => names.map((name) => ({ key, name })));
  if (wanted.length === 0) return;
  const known = new Set([...(await roleNames(strapi, 'panel')), ...(await roleNames(strapi, 'endUsers'))]);
  for (const { key, name } of wanted.filter((one) => !known.has(one.name))) {
    strapi.log.warn(
      `[export] ${PLUGIN_ID}.config.${key} names ${name}, which is no role of this site: it holds for nobody.`,
    );
  }
};

/**
 * Warns of names of roles that no role has, since what is configured for them holds for nobody. No reason to stop: a role
 * can be made later. Never throws.
 */
export const checkConfiguredRoles = async (strapi: Core.Strapi): Promise<void> => {
  try {
    await warnOfUnknown(strapi);
  } catch (error) {
    strapi.log.error(`[export] The roles of the configuration could not be looked up: ${(error as Error).message}`);
  }
};
