import { Flex, IconButton } from '@strapi/design-system';
import { ArrowClockwise, Cross, Download } from '@strapi/icons';
import type { Job } from '../../../shared/contracts/jobs';
import { isActive } from '../../../shared/job-status';
import { useJobActions } from '../hooks/useJobActions';
import type { JobEvents } from '../hooks/useJobEvents';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { DeleteJob } from './DeleteJob';
import { JobDialog } from './JobDialog';
import { SteadyButton } from './SteadyButton';

interface JobActionsProps {
  readonly api: Api;
  readonly job: Job;
  readonly events: JobEvents;
}

/** What can be done to a job in its state. */
export const JobActions = ({ api, job, events }: JobActionsProps) => {
  const t = useTranslate();
  const { isBusy, ...actions } = useJobActions(api, job.id, events);
  const { label, status } = job;
  const isRetryable = status === 'failed' || status === 'cancelled';
  return (
    <Flex gap={2} justifyContent="flex-end">
      {status === 'completed' && (
        <SteadyButton
          variant="secondary"
          startIcon={<Download />}
          isOff={isBusy}
          aria-label={t('job.download', { label })}
          onClick={() => void actions.download()}
        >
          {t('download')}
        </SteadyButton>
      )}
      {isActive(status) && (
        <IconButton label={t('job.cancel', { label })} disabled={isBusy} onClick={() => void actions.cancel()}>
          <Cross />
        </IconButton>
      )}
      {isRetryable && (
        <IconButton label={t('job.retry', { label })} disabled={isBusy} onClick={() => void actions.retry()}>
          <ArrowClockwise />
        </IconButton>
      )}
      {status === 'expired' && (
        <IconButton label={t('job.rerun', { label })} disabled={isBusy} onClick={() => void actions.rerun()}>
          <ArrowClockwise />
        </IconButton>
      )}
      <JobDialog api={api} job={job} />
      {!isActive(status) && <DeleteJob job={job} isBusy={isBusy} onDelete={actions.remove} />}
    </Flex>
  );
};
