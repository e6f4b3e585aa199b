import { z } from '@strapi/utils';
import { AUDIT_EVENTS } from '../../../shared/audit-events';
import type { AuditQuery } from '../../../shared/contracts/audit';
import { pageParameters } from './pages';
import { parseQuery } from './query';

const text = z.string().trim().min(1).max(255);

const moment = z.iso.datetime({ offset: true, error: 'Expected a moment (ISO 8601), such as 2026-02-03T04:05:06Z' });

const query = z
  .strictObject({
    ...pageParameters,
    event: z.enum(AUDIT_EVENTS).optional(),
    exporter: text.optional(),
    requester: text.optional(),
    code: text.optional(),
    from: moment.optional(),
    to: moment.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) <= Date.parse(to), {
    path: ['to'],
    error: 'Expected a moment that is not before from',
  });

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong parameter and its rule */
export const parseAuditQuery = (given: unknown): AuditQuery => parseQuery(query, given);
