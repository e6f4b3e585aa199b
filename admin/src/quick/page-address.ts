import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { ExportBody } from '../services/request';

/** The page of exports, below the panel's own address. */
export const EXPORTS_PAGE = `/plugins/${PLUGIN_ID}`;

/** The page's full form, filled in with a request. */
export const formAddress = (exporter: string, body: ExportBody): string =>
  `${EXPORTS_PAGE}?exporter=${encodeURIComponent(exporter)}&request=${encodeURIComponent(JSON.stringify(body))}`;
