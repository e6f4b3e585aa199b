import type { Core } from '@strapi/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { createAuditLog } from '../audit/audit-log';
import type { AuditLog } from '../audit/entry';
import { createLedger, type Ledger } from '../points/ledger';
import { createPresetStore } from '../preset/store';
import { createScheduleStore } from '../schedule/store';
import { type AccessService, createAccessService } from './access';
import { type AddressesService, createAddressesService } from './addresses';
import { type BackgroundParts, type BackgroundService, createBackgroundService } from './background';
import { type BillingService, createBillingService } from './billing';
import { type CatalogueService, createCatalogueService } from './catalogue';
import { createDescriptionService, type DescriptionService } from './description';
import { createDownloads, type DownloadsService } from './downloads';
import { createExplanationsService, type ExplanationsService } from './explanations';
import { createExportersService, type ExportersService } from './exporters';
import { createExportsService, type ExportsService } from './exports';
import { createHealthService, type HealthService } from './health';
import { createJobRuns, type JobRuns } from './job-runs';
import { createJobViews, type JobViews } from './job-views';
import { createJobsService, type JobsService } from './jobs';
import { createNoticesService, type NoticesService } from './notices';
import { createPeopleService, type PeopleService } from './people';
import { createPresetsService, type PresetsService } from './presets';
import { createPointsService, type PointsService } from './points';
import { createRulesService, type RulesService } from './rules';
import { createSamplesService, type SamplesService } from './samples';
import { createScheduleRunsService, type ScheduleRunsService } from './schedule-runs';
import { createSchedulesService, type SchedulesService } from './schedules';
import { createSettingsService, type SettingsService } from './settings';
import { createSchemaService } from './schema';
import { createStreamsService, type StreamsService } from './streams';
import { createSubmissions, type Submissions } from './submissions';
import { createTicketsService, type TicketsService } from './tickets';
import { createViewsService } from './views';

interface Services {
  access: AccessService;
  addresses: AddressesService;
  audit: AuditLog;
  background: BackgroundService;
  billing: BillingService;
  catalogue: CatalogueService;
  description: DescriptionService;
  downloads: DownloadsService;
  explanations: ExplanationsService;
  exporters: ExportersService;
  exports: ExportsService;
  health: HealthService;
  jobRuns: JobRuns;
  jobViews: JobViews;
  jobs: JobsService;
  ledger: Ledger;
  notices: NoticesService;
  people: PeopleService;
  points: PointsService;
  presets: PresetsService;
  rules: RulesService;
  samples: SamplesService;
  scheduleRuns: ScheduleRunsService;
  schedules: SchedulesService;
  settings: SettingsService;
  streams: StreamsService;
  submissions: Submissions;
  tickets: TicketsService;
}

type Context = { readonly strapi: Core.Strapi };

/** What jobs are made of, once the site has started. */
const partsOf = (strapi: Core.Strapi) => (): BackgroundParts => getService(strapi, 'background').parts();

const scheduleStoreOf = (strapi: Core.Strapi) => createScheduleStore({ database: () => strapi.db });

const schemaOf = (strapi: Core.Strapi) => createSchemaService({ strapi });

/** Strapi calls each of these once, when the service is first asked for. */
export const services: { readonly [Name in keyof Services]: (context: Context) => Services[Name] } = {
  access: ({ strapi }) => createAccessService({ strapi, schema: schemaOf(strapi), rules: getService(strapi, 'rules') }),
  addresses: ({ strapi }) => createAddressesService({ strapi, exporters: getService(strapi, 'exporters') }),
  audit: ({ strapi }) => createAuditLog(() => strapi.db),
  background: ({ strapi }) =>
    createBackgroundService({
      strapi,
      audit: getService(strapi, 'audit'),
      runs: getService(strapi, 'jobRuns'),
      billing: getService(strapi, 'billing'),
      ledger: getService(strapi, 'ledger'),
      runSchedules: () => getService(strapi, 'scheduleRuns').look(),
      onEnd: (jobId) => {
        getService(strapi, 'notices').onEnd(jobId);
        getService(strapi, 'scheduleRuns').onJobEnd(jobId);
      },
    }),
  billing: ({ strapi }) =>
    createBillingService({
      strapi,
      exporters: getService(strapi, 'exporters'),
      exports: getService(strapi, 'exports'),
      ledger: getService(strapi, 'ledger'),
    }),
  catalogue: ({ strapi }) =>
    createCatalogueService({
      schema: schemaOf(strapi),
      exporters: getService(strapi, 'exporters'),
      ...createViewsService({ strapi }),
    }),
  description: ({ strapi }) =>
    createDescriptionService({ strapi, schema: schemaOf(strapi), exporters: getService(strapi, 'exporters') }),
  downloads: ({ strapi }) =>
    createDownloads({
      strapi,
      audit: getService(strapi, 'audit'),
      runs: getService(strapi, 'jobRuns'),
      parts: partsOf(strapi),
    }),
  explanations: ({ strapi }) =>
    createExplanationsService({
      strapi,
      schema: schemaOf(strapi),
      exporters: getService(strapi, 'exporters'),
      exports: getService(strapi, 'exports'),
    }),
  exporters: ({ strapi }) =>
    createExportersService({ strapi, schema: schemaOf(strapi), rules: getService(strapi, 'rules') }),
  exports: ({ strapi }) =>
    createExportsService({
      strapi,
      schema: schemaOf(strapi),
      exporters: getService(strapi, 'exporters'),
      ...createViewsService({ strapi }),
    }),
  health: ({ strapi }) => createHealthService({ strapi, parts: partsOf(strapi) }),
  jobRuns: ({ strapi }) =>
    createJobRuns({
      strapi,
      access: getService(strapi, 'access'),
      exporters: getService(strapi, 'exporters'),
      exports: getService(strapi, 'exports'),
    }),
  jobViews: ({ strapi }) =>
    createJobViews({ strapi, exporters: getService(strapi, 'exporters'), parts: partsOf(strapi) }),
  jobs: ({ strapi }) =>
    createJobsService({
      submissions: getService(strapi, 'submissions'),
      runs: getService(strapi, 'jobRuns'),
      billing: getService(strapi, 'billing'),
      addresses: getService(strapi, 'addresses'),
      parts: partsOf(strapi),
    }),
  ledger: ({ strapi }) => createLedger({ database: () => strapi.db }),
  notices: ({ strapi }) => createNoticesService({ strapi, parts: partsOf(strapi) }),
  points: ({ strapi }) => createPointsService({ strapi, ledger: getService(strapi, 'ledger') }),
  people: createPeopleService,
  presets: ({ strapi }) =>
    createPresetsService({
      strapi,
      store: createPresetStore({ database: () => strapi.db }),
      addresses: getService(strapi, 'addresses'),
      exporters: getService(strapi, 'exporters'),
      exports: getService(strapi, 'exports'),
      submissions: getService(strapi, 'submissions'),
    }),
  rules: ({ strapi }) => createRulesService({ strapi }),
  samples: ({ strapi }) =>
    createSamplesService({ exports: getService(strapi, 'exports'), billing: getService(strapi, 'billing') }),
  scheduleRuns: ({ strapi }) =>
    createScheduleRunsService({
      strapi,
      store: scheduleStoreOf(strapi),
      access: getService(strapi, 'access'),
      presets: getService(strapi, 'presets'),
      submissions: getService(strapi, 'submissions'),
      notices: getService(strapi, 'notices'),
      parts: partsOf(strapi),
    }),
  schedules: ({ strapi }) =>
    createSchedulesService({
      store: scheduleStoreOf(strapi),
      presets: getService(strapi, 'presets'),
      people: getService(strapi, 'people'),
      runs: getService(strapi, 'scheduleRuns'),
      parts: partsOf(strapi),
    }),
  settings: ({ strapi }) => createSettingsService({ strapi, exporters: getService(strapi, 'exporters') }),
  streams: ({ strapi }) =>
    createStreamsService({
      strapi,
      exports: getService(strapi, 'exports'),
      audit: getService(strapi, 'audit'),
      billing: getService(strapi, 'billing'),
    }),
  submissions: ({ strapi }) =>
    createSubmissions({
      strapi,
      exporters: getService(strapi, 'exporters'),
      exports: getService(strapi, 'exports'),
      billing: getService(strapi, 'billing'),
      parts: partsOf(strapi),
    }),
  tickets: ({ strapi }) => createTicketsService({ parts: partsOf(strapi) }),
};

/** The only look-up of this plugin's services. */
export const getService = <Name extends keyof Services>(strapi: Core.Strapi, name: Name): Services[Name] =>
  strapi.plugin(PLUGIN_ID).service(name) as unknown as Services[Name];
