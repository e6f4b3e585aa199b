import auditEntry from './audit-entry/schema.json';
import job from './job/schema.json';
import pointAccount from './point-account/schema.json';
import pointEntry from './point-entry/schema.json';
import preset from './preset/schema.json';
import presetShare from './preset-share/schema.json';
import schedule from './schedule/schema.json';
import ticket from './ticket/schema.json';
import worker from './worker/schema.json';

/** The plugin's own tables, hidden from the content manager and the content-type builder. */
export const contentTypes = {
  'audit-entry': { schema: auditEntry },
  job: { schema: job },
  'point-account': { schema: pointAccount },
  'point-entry': { schema: pointEntry },
  preset: { schema: preset },
  'preset-share': { schema: presetShare },
  schedule: { schema: schedule },
  ticket: { schema: ticket },
  worker: { schema: worker },
};
