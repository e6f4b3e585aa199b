/** What the export log has. `started` comes once for each attempt of a job, `downloaded` for each request of its bytes. */
export const AUDIT_EVENTS = [
  ...(['requested', 'refused', 'started', 'completed', 'failed', 'cancelled'] as const),
  ...(['downloaded', 'deleted', 'expired'] as const),
] as const;

export type AuditEvent = (typeof AUDIT_EVENTS)[number];
