import { PLUGIN_ID } from './plugin-id';

/** UIDs of the plugin's own content types, whose tables come with the plugin. */
export const JOB = `plugin::${PLUGIN_ID}.job`;
export const TICKET = `plugin::${PLUGIN_ID}.ticket`;
export const WORKER = `plugin::${PLUGIN_ID}.worker`;
export const AUDIT_ENTRY = `plugin::${PLUGIN_ID}.audit-entry`;
export const PRESET = `plugin::${PLUGIN_ID}.preset`;
export const PRESET_SHARE = `plugin::${PLUGIN_ID}.preset-share`;
export const SCHEDULE = `plugin::${PLUGIN_ID}.schedule`;
export const POINT_ACCOUNT = `plugin::${PLUGIN_ID}.point-account`;
export const POINT_ENTRY = `plugin::${PLUGIN_ID}.point-entry`;
