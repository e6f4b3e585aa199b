import { styled } from 'styled-components';
import type { Job } from '../../../shared/contracts/jobs';
import type { JobEvents } from '../hooks/useJobEvents';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { JobRow } from './JobRow';

/** The design system's table is a grid that is walked with the arrow keys; this one has buttons to be reached with Tab. */
const Table = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[3]}`};
    text-align: start;
    vertical-align: top;
  }

  thead th {
    font-size: 1.1rem;
    font-weight: 600;
    letter-spacing: 0.02em;
    text-transform: uppercase;
    white-space: nowrap;
    color: ${({ theme }) => theme.colors.neutral600};
  }

  thead th:last-child {
    text-align: end;
  }

  tbody th {
    font-weight: 400;
  }

  tbody td:nth-child(2) {
    min-width: 26rem;
  }

  tbody tr {
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  .figures {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;

const COLUMNS = ['content', 'state', 'rows', 'size', 'created', 'expires', 'actions'] as const;

interface JobTableProps {
  readonly api: Api;
  readonly jobs: readonly Job[];
  readonly events: JobEvents;
}

export const JobTable = ({ api, jobs, events }: JobTableProps) => {
  const t = useTranslate();
  return (
    <Table>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`jobs.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <JobRow key={job.id} api={api} job={job} events={events} />
        ))}
      </tbody>
    </Table>
  );
};
