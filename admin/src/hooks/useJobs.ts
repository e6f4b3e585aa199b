import type { Job } from '../../../shared/contracts/jobs';
import { isActive } from '../../../shared/job-status';
import type { Api } from '../services/api';
import { type Listed, useList } from './useList';

/** Milliseconds between two looks while something is going to happen by itself. */
const WHILE_ACTIVE = 1_000;

const pauseAfter = (jobs: readonly Job[]): number | null =>
  jobs.some(({ status }) => isActive(status)) ? WHILE_ACTIVE : null;

export type Jobs = Listed<Job>;

/** The caller's jobs; every second while one of them is active. */
export const useJobs = (api: Api, page: number): Jobs => useList(api.jobs, page, pauseAfter);
