import { PLUGIN_ID } from '../../../shared/plugin-id';

/** The right to see the page; what may be exported is another right, of each content type. */
export const ACCESS = [{ action: `plugin::${PLUGIN_ID}.access`, subject: null }] as const;
