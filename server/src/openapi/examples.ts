import type {
  EstimateAnswer,
  Job,
  JobAnswer,
  JobHistory,
  JobList,
  PreviewAnswer,
  SubmittedAnswer,
  TicketAnswer,
} from '../../../shared/contracts/jobs';
import type { ExporterList } from '../../../shared/contracts/exporters';
import type { OwnPointsAnswer } from '../../../shared/contracts/points';
import type { PresetAnswer, PresetList } from '../../../shared/contracts/presets';
import type { ScheduleAnswer, ScheduleList } from '../../../shared/contracts/schedules';
import type { AnswerName } from './answers';

const COLUMNS = [
  { key: 'ittid', header: 'ittid', type: 'text' },
  { key: 'name', header: 'name', type: 'text' },
] as const;

const JOB: Job = {
  id: 'eqz5pfbq5ubm6uqwp027ad32',
  exporter: 'hotels',
  label: 'Hotels',
  format: 'csv',
  status: 'completed',
  phase: null,
  waitingFor: null,
  rowsDone: 12_000,
  rowsTotal: 12_000,
  isTotalExact: true,
  bytes: 1_048_576,
  attempt: 1,
  request: { exporter: 'hotels', format: 'csv', filters: { countries: ['DE', 'FR'] } },
  requestedBy: { kind: 'end-user', id: '12', name: 'reader' },
  isOwn: true,
  error: null,
  warnings: [{ kind: 'formulas-neutralised', cells: 3 }],
  leftOut: [],
  notices: [],
  fileName: 'hotels_2026-02-03.csv',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  downloadUrl: '/api/export/jobs/eqz5pfbq5ubm6uqwp027ad32/download',
  asOf: '2026-02-03T04:05:06.000Z',
  reusedFrom: null,
  schedule: null,
  points: 130,
  createdAt: '2026-02-03T04:05:05.000Z',
  startedAt: '2026-02-03T04:05:06.000Z',
  completedAt: '2026-02-03T04:05:09.000Z',
  runAfter: null,
  expiresAt: '2026-02-04T04:05:09.000Z',
  expiredBy: null,
};

const NEW_JOB: Job = {
  ...JOB,
  ...{ status: 'pending', waitingFor: 'turn', rowsDone: 0, rowsTotal: null, isTotalExact: false, bytes: null },
  ...{ warnings: [], fileName: null, sha256: null, downloadUrl: null, asOf: null },
  ...{ startedAt: null, completedAt: null, expiresAt: null },
};

const PAGE = { pagination: { page: 1, pageSize: 25, pageCount: 1, total: 1 } } as const;

const PRESET: PresetAnswer['data'] = {
  ...{ id: 'yk0p4gb1k5brzjx4o9p1q2r3', name: 'Hotels of Germany', description: null, exporter: 'hotels' },
  ...{ label: 'Hotels', request: { exporter: 'hotels', format: 'csv', filters: { countries: ['DE'] } } },
  ...{ sharedWith: [], owner: { kind: 'end-user', id: '12', name: 'reader' }, isOwn: true, problems: [] },
  ...{ createdAt: '2026-02-03T04:05:05.000Z', updatedAt: '2026-02-03T04:05:05.000Z' },
};

const SCHEDULE: ScheduleAnswer['data'] = {
  ...{ id: 'w3v7m2q8x1c5b9n4k6j0h2g1', name: 'Every Monday', cron: '0 7 * * 1', timeZone: 'Europe/Berlin' },
  preset: { id: PRESET.id, name: PRESET.name },
  ...{ recipients: [{ id: '12', name: 'reader' }], status: 'active', pausedBy: null, failures: 0 },
  ...{ nextRunAt: '2026-02-09T06:00:00.000Z', createdAt: '2026-02-03T04:05:05.000Z' },
  lastRun: {
    at: '2026-02-02T06:00:00.000Z',
    results: [{ recipient: { id: '12', name: 'reader' }, job: JOB.id, error: null, status: 'completed' }],
  },
};

interface Examples {
  readonly EstimateAnswer: EstimateAnswer;
  readonly ExporterList: ExporterList;
  readonly JobAnswer: JobAnswer;
  readonly JobHistory: JobHistory;
  readonly JobList: JobList;
  readonly OwnPointsAnswer: OwnPointsAnswer;
  readonly PresetAnswer: PresetAnswer;
  readonly PresetList: PresetList;
  readonly PreviewAnswer: PreviewAnswer;
  readonly ScheduleAnswer: ScheduleAnswer;
  readonly ScheduleList: ScheduleList;
  readonly SubmittedAnswer: SubmittedAnswer;
  readonly TicketAnswer: TicketAnswer;
}

/** Answers as the description shows them. */
export const EXAMPLES = {
  EstimateAnswer: {
    data: {
      rows: 12_000,
      bytes: 1_048_576,
      mode: 'background',
      maxRows: 100_000,
      isTooLarge: false,
      points: { cost: 130, balance: 2_500 },
      columns: COLUMNS,
      leftOut: [],
    },
  },
  ExporterList: {
    data: [
      {
        name: 'hotels',
        label: 'Hotels',
        contentType: 'api::hotel.hotel',
        filters: {
          type: 'object',
          properties: { countries: { type: 'array', items: { type: 'string', minLength: 2, maxLength: 2 } } },
          additionalProperties: false,
        },
        kind: 'collectionType',
        hasDrafts: true,
        locales: ['en', 'fr'],
        formats: ['csv', 'json', 'ndjson', 'xlsx'],
        maxRows: 100_000,
        backgroundFrom: 5_000,
        defaults: { sort: 'name:asc' },
      },
    ],
  },
  JobAnswer: { data: JOB },
  JobHistory: {
    data: [
      {
        ...{ at: '2026-02-03T04:05:09.000Z', event: 'completed', attempt: 1, rows: 12_000, bytes: 1_048_576 },
        ...{ code: null, reason: null },
      },
    ],
  },
  JobList: { data: [JOB], meta: PAGE },
  PreviewAnswer: {
    data: {
      columns: COLUMNS,
      rows: [
        ['ITT0000001', 'Bären Hôtel 1'],
        ['ITT0000002', '=Hôtel'],
      ],
      changes: [{ row: 1, column: 1, kind: 'formulas-neutralised' }],
      leftOut: ['email'],
    },
  },
  OwnPointsAnswer: {
    data: {
      balance: 2_370,
      entries: [
        {
          ...{ id: 42, kind: 'charge', amount: -130, balanceAfter: 2_370, run: 'eqz5pfbq5ubm6uqwp027ad32-1' },
          ...{ exporter: 'hotels', rows: 12_000, note: null, at: '2026-02-03T04:05:05.000Z' },
        },
      ],
    },
    meta: PAGE,
  },
  PresetAnswer: { data: PRESET },
  PresetList: { data: [PRESET], meta: PAGE },
  ScheduleAnswer: { data: SCHEDULE },
  ScheduleList: { data: [SCHEDULE], meta: PAGE },
  SubmittedAnswer: { data: NEW_JOB, meta: { isNew: true } },
  TicketAnswer: {
    data: { url: '/api/export/downloads/yUqg3vYq1w0…', expiresAt: '2026-02-03T04:06:06.000Z' },
  },
} as const satisfies Examples & { readonly [Name in AnswerName]?: unknown };
