import { Flex, Status, type StatusVariant, Typography } from '@strapi/design-system';
import type { Job } from '../../../shared/contracts/jobs';
import { isActive, type JobStatus } from '../../../shared/job-status';
import { useTranslate } from '../hooks/useTranslate';
import { JobDetails } from './JobDetails';
import { JobProgress } from './JobProgress';

/** The colours of states; never without their words. */
export const JOB_VARIANTS: Readonly<Record<JobStatus, StatusVariant>> = {
  pending: 'secondary',
  processing: 'primary',
  completed: 'success',
  failed: 'danger',
  cancelled: 'neutral',
  expired: 'neutral',
};

/** How a job stands. */
export const JobState = ({ job }: { readonly job: Job }) => {
  const t = useTranslate();
  const { status } = job;
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <Status variant={JOB_VARIANTS[status]} size="S">
        <Typography tag="span" variant="omega" fontWeight="bold">
          {t(`status.${status}`)}
        </Typography>
      </Status>
      {isActive(status) && <JobProgress job={job} />}
      <JobDetails job={job} />
    </Flex>
  );
};
