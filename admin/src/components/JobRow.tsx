import { Typography } from '@strapi/design-system';
import type { Job } from '../../../shared/contracts/jobs';
import { isActive } from '../../../shared/job-status';
import { useFormats } from '../hooks/useFormats';
import type { JobEvents } from '../hooks/useJobEvents';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { JobActions } from './JobActions';
import { JobState } from './JobState';

interface JobRowProps {
  readonly api: Api;
  readonly job: Job;
  readonly events: JobEvents;
}

const NOTHING = '–';

const useRows = () => {
  const t = useTranslate();
  const { count } = useFormats();
  return ({ status, rowsDone, rowsTotal, isTotalExact }: Job): string => {
    if (!isActive(status)) return status === 'completed' || rowsDone > 0 ? count(rowsDone) : NOTHING;
    if (rowsTotal === null) return NOTHING;
    const total = count(rowsTotal);
    return t(isTotalExact ? 'job.rows' : 'job.rows.about', { done: count(rowsDone), total });
  };
};

/** One job. */
export const JobRow = ({ api, job, events }: JobRowProps) => {
  const t = useTranslate();
  const { size, moment } = useFormats();
  const rows = useRows();
  const hasFile = job.status === 'completed';
  return (
    <tr data-job={job.id}>
      <th scope="row" tabIndex={-1}>
        <Typography tag="p" fontWeight="semiBold" textColor="neutral800">
          <bdi>{job.label}</bdi>
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {t(`format.${job.format}`)}
        </Typography>
      </th>
      <td className="state">
        <JobState job={job} />
      </td>
      <td className="figures">{rows(job)}</td>
      <td className="figures">{hasFile && job.bytes !== null ? size(job.bytes) : NOTHING}</td>
      <td>{moment(job.createdAt)}</td>
      <td>{hasFile && job.expiresAt !== null ? moment(job.expiresAt) : NOTHING}</td>
      <td>
        <JobActions api={api} job={job} events={events} />
      </td>
    </tr>
  );
};
