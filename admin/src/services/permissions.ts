import { PLUGIN_ID } from '../../../shared/plugin-id';

/** What Strapi's hooks take. */
export type Right = readonly { readonly action: string; readonly subject: null }[];

const right = (name: string): Right => [{ action: `plugin::${PLUGIN_ID}.${name}`, subject: null }];

/** The right to see the page; what may be exported is another right, of each content type. */
export const ACCESS = right('access');

/** The right to share presets with roles. */
export const SHARE = right('presets.share');

/** The right to schedule exports. */
export const SCHEDULE = right('schedules.manage');

/** The right to read the log. */
export const AUDIT = right('audit.read');

/** The right to see and change end users' points. */
export const POINTS = right('points.update');

/** The right to see the settings. */
export const SETTINGS = right('settings.read');

/** Strapi's own right to make webhooks. */
export const CREATE_WEBHOOK: Right = [{ action: 'admin::webhooks.create', subject: null }];
