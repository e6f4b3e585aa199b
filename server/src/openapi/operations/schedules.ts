import type { ErrorCode } from '../../errors/registry';
import { scheduleBody } from '../../request/schedules';
import { pageQuery } from '../requests/queries';
import type { Operation, OperationName } from './operation';

type ScheduleAction =
  | ('listSchedules' | 'createSchedule' | 'showSchedule' | 'updateSchedule' | 'removeSchedule')
  | ('pauseSchedule' | 'resumeSchedule' | 'runSchedule');

const ERRORS: readonly ErrorCode[] = ['EXPORT_INVALID_REQUEST', 'EXPORT_SCHEDULE_NOT_FOUND'];

const WITH_PRESET: readonly ErrorCode[] = [...ERRORS, 'EXPORT_PRESET_NOT_FOUND'];

const tag = 'Schedules';

const answers = { kind: 'json', status: 200, schema: 'ScheduleAnswer' } as const;

/** What is asked of presets that are exported again and again. */
export const SCHEDULE_OPERATIONS: { readonly [Name in ScheduleAction & OperationName]: Operation } = {
  listSchedules: {
    tag,
    summary: 'Schedules, by name',
    description: "The caller's own.",
    query: pageQuery,
    answers: { kind: 'json', status: 200, schema: 'ScheduleList' },
    errors: ['EXPORT_INVALID_REQUEST'],
  },
  createSchedule: {
    tag,
    summary: 'Export a preset again and again',
    description:
      'At each moment that `cron` names there is a job, under the rights of that moment. Moments that are missed while ' +
      'the site is down are one run. After three runs without a file the schedule is paused.',
    body: scheduleBody,
    answers: { ...answers, status: 201 },
    errors: ['EXPORT_INVALID_REQUEST', 'EXPORT_PRESET_NOT_FOUND'],
  },
  showSchedule: {
    tag,
    summary: 'One schedule',
    description: 'With what became of its last run.',
    answers,
    errors: ERRORS,
  },
  updateSchedule: {
    tag,
    summary: 'Replace a schedule',
    description: 'It counts from the next run on.',
    body: scheduleBody,
    answers,
    errors: WITH_PRESET,
  },
  removeSchedule: {
    tag,
    summary: 'Delete a schedule',
    description: 'Jobs that it made stay.',
    answers: { kind: 'nothing' },
    errors: ERRORS,
  },
  pauseSchedule: {
    tag,
    summary: 'Pause a schedule',
    description: 'One that is paused stays so.',
    answers,
    errors: ERRORS,
  },
  resumeSchedule: {
    tag,
    summary: 'Let a paused schedule run again',
    description: 'From the next moment that `cron` names.',
    answers,
    errors: WITH_PRESET,
  },
  runSchedule: {
    tag,
    summary: 'Run a schedule now',
    description: 'Beside its plan, also while it is paused.',
    answers,
    errors: WITH_PRESET,
  },
};
