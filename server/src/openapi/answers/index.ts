import type { z } from '@strapi/utils';
import { columnNode, exporter, exporterDetails, exporterList } from './exporters';
import {
  exportColumn,
  job,
  jobAnswer,
  jobHistory,
  jobList,
  manifest,
  pageMeta,
  submittedAnswer,
  ticketAnswer,
} from './jobs';
import { ownPointsAnswer, pointEntry } from './points';
import { preset, presetAnswer, presetList } from './presets';
import { schedule, scheduleAnswer, scheduleList } from './schedules';
import { errorAnswer, estimateAnswer, healthAnswer, previewAnswer } from './samples';

/** What routes answer with, and what these consist of, by the names in the description. */
export const ANSWERS = {
  ColumnNode: columnNode,
  ErrorAnswer: errorAnswer,
  EstimateAnswer: estimateAnswer,
  ExportColumn: exportColumn,
  Exporter: exporter,
  ExporterDetails: exporterDetails,
  ExporterList: exporterList,
  HealthAnswer: healthAnswer,
  Job: job,
  JobAnswer: jobAnswer,
  JobHistory: jobHistory,
  JobList: jobList,
  Manifest: manifest,
  OwnPointsAnswer: ownPointsAnswer,
  PageMeta: pageMeta,
  PointEntry: pointEntry,
  Preset: preset,
  PresetAnswer: presetAnswer,
  PresetList: presetList,
  PreviewAnswer: previewAnswer,
  Schedule: schedule,
  ScheduleAnswer: scheduleAnswer,
  ScheduleList: scheduleList,
  SubmittedAnswer: submittedAnswer,
  TicketAnswer: ticketAnswer,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type AnswerName = keyof typeof ANSWERS;
