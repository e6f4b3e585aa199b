import { EXPORTER_PATH, EXPORTERS_PATH } from '../../../shared/contracts/exporters';
import { FORMAT_ALIASES, FORMATS } from '../../../shared/formats';

/** One address, as both contracts have it behind their prefixes. */
export interface Route<Action extends ActionName = ActionName> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** What answers, see `controllers/actions.ts`. */
  readonly action: Action;
}

/** What both contracts can be asked; each is described in `openapi/operations`. */
export type SharedAction =
  | 'listExporters'
  | 'describeExporter'
  | 'streamExport'
  | 'submitExport'
  | 'submitLargeExport'
  | 'estimateExport'
  | 'previewExport'
  | 'issueExportTicket'
  | 'listJobs'
  | 'showJob'
  | 'cancelJob'
  | 'retryJob'
  | 'rerunJob'
  | 'issueJobTicket'
  | 'removeJob'
  | 'downloadJob'
  | 'showManifest'
  | 'showHistory'
  | 'showHealth'
  | 'showPoints'
  | 'listPresets'
  | 'createPreset'
  | 'showPreset'
  | 'updatePreset'
  | 'removePreset'
  | 'runPreset'
  | 'listSchedules'
  | 'createSchedule'
  | 'showSchedule'
  | 'updateSchedule'
  | 'removeSchedule'
  | 'pauseSchedule'
  | 'resumeSchedule'
  | 'runSchedule';

/** What only the panel can be asked. */
export type PanelAction =
  | ('listAudit' | 'listPointAccounts' | 'showPointAccount' | 'adjustPoints')
  | ('listRoles' | 'listRecipients' | 'showSettings');

export type ActionName = SharedAction | PanelAction;

const get = <Action extends ActionName>(path: string, action: Action) => ({ method: 'GET', path, action }) as const;
const post = <Action extends ActionName>(path: string, action: Action) => ({ method: 'POST', path, action }) as const;

const put = <Action extends ActionName>(path: string, action: Action) => ({ method: 'PUT', path, action }) as const;
const remove = <Action extends ActionName>(path: string, action: Action) =>
  ({ method: 'DELETE', path, action }) as const;

/** The first route that matches is taken, so routes that begin with a word stand before those that begin with a name. */
const STATIC_ROUTES: readonly Route<SharedAction>[] = [
  get(EXPORTERS_PATH, 'listExporters'),
  get(EXPORTER_PATH, 'describeExporter'),
  get('/jobs', 'listJobs'),
  get('/jobs/:id', 'showJob'),
  get('/jobs/:id/download', 'downloadJob'),
  get('/jobs/:id/manifest', 'showManifest'),
  get('/jobs/:id/history', 'showHistory'),
  post('/jobs/:id/cancel', 'cancelJob'),
  post('/jobs/:id/retry', 'retryJob'),
  post('/jobs/:id/rerun', 'rerunJob'),
  post('/jobs/:id/tickets', 'issueJobTicket'),
  remove('/jobs/:id', 'removeJob'),
  get('/health', 'showHealth'),
  get('/points', 'showPoints'),
  get('/presets', 'listPresets'),
  post('/presets', 'createPreset'),
  get('/presets/:id', 'showPreset'),
  put('/presets/:id', 'updatePreset'),
  remove('/presets/:id', 'removePreset'),
  post('/presets/:id/run', 'runPreset'),
  get('/schedules', 'listSchedules'),
  post('/schedules', 'createSchedule'),
  get('/schedules/:id', 'showSchedule'),
  put('/schedules/:id', 'updateSchedule'),
  remove('/schedules/:id', 'removeSchedule'),
  post('/schedules/:id/pause', 'pauseSchedule'),
  post('/schedules/:id/resume', 'resumeSchedule'),
  post('/schedules/:id/run', 'runSchedule'),
];

/**
 * One static route per format, so that each can be described, granted and limited by itself. The last one is for formats
 * that do not exist, so that they too are refused with a code; it must stay last.
 */
const FORMAT_ROUTES = [...FORMATS, ...Object.keys(FORMAT_ALIASES), ':format'].map((format) =>
  get(`/:exporter/${format}`, 'streamExport'),
);

const EXPORTER_ROUTES: readonly Route<SharedAction>[] = [
  post('/:exporter', 'submitExport'),
  post('/:exporter/background', 'submitLargeExport'),
  post('/:exporter/estimate', 'estimateExport'),
  post('/:exporter/preview', 'previewExport'),
  post('/:exporter/tickets', 'issueExportTicket'),
  ...FORMAT_ROUTES,
];

/** What both contracts have. */
export const ROUTES: readonly Route<SharedAction>[] = [...STATIC_ROUTES, ...EXPORTER_ROUTES];

/** What only the panel has. */
export const PANEL_ROUTES: readonly Route<PanelAction>[] = [
  get('/audit', 'listAudit'),
  get('/points/accounts', 'listPointAccounts'),
  get('/points/accounts/:owner', 'showPointAccount'),
  post('/points/accounts/:owner/adjustments', 'adjustPoints'),
  get('/roles', 'listRoles'),
  get('/recipients', 'listRecipients'),
  get('/settings', 'showSettings'),
];

/** A plain link, which carries no header: the ticket in it is what is checked. */
export const TICKET_PATH = '/downloads/:ticket';
