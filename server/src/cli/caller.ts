import type { Core } from '@strapi/types';
import { ExportError } from '../errors/export-error';
import { getService } from '../services';
import { operatorCaller } from '../services/callers';
import type { ExportCaller } from '../services/exports';

/**
 * Whose rights apply: the operator's, or those of one admin user.
 *
 * @throws ExportError `EXPORT_FORBIDDEN` where there is no such user
 */
export const callerOf = async (strapi: Core.Strapi, as: string | undefined): Promise<ExportCaller> => {
  const service = getService(strapi, 'access');
  const access = as === undefined ? service.ofOperator() : await service.ofAdminUser(as);
  if (access === null) {
    const message = `There is no active admin user ${as ?? ''}.`;
    throw new ExportError('EXPORT_FORBIDDEN', { problems: [{ field: 'as', rule: 'unknown_user', message }] });
  }
  return operatorCaller(access);
};
