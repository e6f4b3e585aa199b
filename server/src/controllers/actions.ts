import type { Core } from '@strapi/types';
import type { Origin } from '../access/credential';
import type { ActionName } from '../routes/table';
import { listAudit } from './audit';
import { type Action, handler } from './calling';
import { describeExporter, listExporters } from './catalogue';
import { showHealth } from './health';
import * as jobs from './jobs';
import { showSettings } from './settings';
import { streamExport } from './stream-export';
import * as people from './people';
import * as points from './points';
import * as presets from './presets';
import * as schedules from './schedules';
import * as submissions from './submissions';

const ACTIONS: { readonly [Name in ActionName]: Action } = {
  listExporters,
  describeExporter,
  streamExport,
  showHealth,
  listAudit,
  showSettings,
  ...jobs,
  ...people,
  ...points,
  ...presets,
  ...schedules,
  ...submissions,
};

/** Refusals of these are in the log: they ask for content. */
const LOGGED: readonly ActionName[] = [
  ...(['streamExport', 'submitExport', 'submitLargeExport', 'estimateExport', 'previewExport'] as const),
  ...(['issueExportTicket', 'listJobs', 'retryJob', 'rerunJob', 'listAudit'] as const),
  ...([
    'listPointAccounts',
    'showPointAccount',
    'adjustPoints',
    'listRoles',
    'listRecipients',
    'showSettings',
  ] as const),
  ...(['createPreset', 'updatePreset', 'runPreset', 'createSchedule', 'updateSchedule'] as const),
];

/** Everything that can be asked of one contract. */
export const handlersOf = (strapi: Core.Strapi, origin: Origin) => {
  const names = Object.keys(ACTIONS) as ActionName[];
  const entries = names.map((name) => [name, handler(strapi, origin, ACTIONS[name], LOGGED.includes(name))] as const);
  return Object.fromEntries(entries) as { readonly [Name in ActionName]: ReturnType<typeof handler> };
};
