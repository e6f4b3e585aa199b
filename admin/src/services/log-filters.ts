import { AUDIT_EVENTS, type AuditEvent } from '../../../shared/audit-events';
import type { AuditQuery } from '../../../shared/contracts/audit';
import { AUDIT_ENTRY } from '../../../shared/uids';
import { endOfDay, startOfDay } from './days';
import { formLink } from './form-link';

/** What is entered on the page; empty for what does not matter. Days are `2026-02-03`. */
export interface LogFilters {
  readonly event: string;
  readonly requester: string;
  readonly exporter: string;
  readonly from: string;
  readonly to: string;
}

export const NO_FILTERS: LogFilters = { event: '', requester: '', exporter: '', from: '', to: '' };

export type LogQuery = Omit<AuditQuery, 'page' | 'pageSize'>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const eventOf = (text: string): AuditEvent | undefined => AUDIT_EVENTS.find((one) => one === text);

/** What the server is asked; days in the browser's time zone. */
export const toLogQuery = ({ event, requester, exporter, from, to }: LogFilters): LogQuery => {
  const known = eventOf(event);
  return {
    ...(known !== undefined && { event: known }),
    ...(requester.trim() !== '' && { requester: requester.trim() }),
    ...(exporter.trim() !== '' && { exporter: exporter.trim() }),
    ...(DAY.test(from) && { from: startOfDay(from) }),
    ...(DAY.test(to) && { to: endOfDay(to) }),
  };
};

/** Where the same lines are exported. */
export const logExport = ({ event, requester, exporter, from, to }: LogQuery): string => {
  const conditions = [
    ...(event === undefined ? [] : [{ event: { $eq: event } }]),
    ...(requester === undefined ? [] : [{ requesterName: { $containsi: requester } }]),
    ...(exporter === undefined ? [] : [{ exporter: { $eq: exporter } }]),
    ...(from === undefined ? [] : [{ at: { $gte: from } }]),
    ...(to === undefined ? [] : [{ at: { $lte: to } }]),
  ];
  const sort = [{ path: 'at', direction: 'desc' }];
  return formLink(AUDIT_ENTRY, {
    format: 'csv',
    sort,
    ...(conditions.length > 0 && { filters: { $and: conditions } }),
  });
};
