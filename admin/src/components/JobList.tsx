import type { JobEvents } from '../hooks/useJobEvents';
import type { Jobs } from '../hooks/useJobs';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { JobTable } from './JobTable';
import { ListSection } from './ListSection';

interface JobListProps {
  readonly api: Api;
  readonly jobs: Jobs;
  readonly events: JobEvents;
}

/** What somebody has exported, newest first, and how it stands. */
export const JobList = ({ api, jobs, events }: JobListProps) => {
  const t = useTranslate();
  return (
    <ListSection title={t('jobs.title')} table={t('jobs.table')} none={t('jobs.none')} listed={jobs}>
      {(rows) => <JobTable api={api} jobs={rows} events={events} />}
    </ListSection>
  );
};
