import type { Job } from '../../../shared/contracts/jobs';
import type { JobEvents } from '../hooks/useJobEvents';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { JobRow } from './JobRow';
import { Table } from './Table';

const COLUMNS = ['content', 'state', 'rows', 'size', 'created', 'expires', 'actions'] as const;

interface JobTableProps {
  readonly api: Api;
  readonly jobs: readonly Job[];
  readonly events: JobEvents;
}

export const JobTable = ({ api, jobs, events }: JobTableProps) => {
  const t = useTranslate();
  return (
    <Table columns={COLUMNS.map((column) => t(`jobs.column.${column}`))}>
      {jobs.map((job) => (
        <JobRow key={job.id} api={api} job={job} events={events} />
      ))}
    </Table>
  );
};
