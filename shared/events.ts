/** Events of Strapi's event hub, which webhooks can be made for. */
export const EXPORT_EVENTS = ['export.completed', 'export.failed', 'export.schedule-paused'] as const;

export type ExportEvent = (typeof EXPORT_EVENTS)[number];
