import { Box, Typography } from '@strapi/design-system';
import type { Job } from '../../../shared/contracts/jobs';
import { useTranslate } from '../hooks/useTranslate';
import { paceOf, percentOf, roundDuration } from '../services/progress';

/** How fast a job runs, and about how long it still takes, as soon as that can be told. */
const JobPace = ({ job }: { readonly job: Job }) => {
  const t = useTranslate();
  // The list is read every second while a job runs, so this is as new as its rows.
  const pace = paceOf(job, Date.now());
  if (pace === null) return null;
  const { value, unit } = roundDuration(pace.secondsLeft);
  return (
    <Typography tag="p" variant="pi" textColor="neutral600">
      {t('job.pace', { rate: pace.rowsPerSecond, time: t(`duration.${unit}`, { value }) })}
    </Typography>
  );
};

/** A bar as wide as the rows that are written. The design system's own is made for dark cards. */
export const JobProgress = ({ job }: { readonly job: Job }) => {
  const t = useTranslate();
  const percent = percentOf(job);
  return (
    <>
      <Box
        role="progressbar"
        aria-label={t('job.progress', { label: job.label })}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent !== null && { 'aria-valuenow': percent })}
        background="neutral200"
        hasRadius
        overflow="hidden"
        width="100%"
        minWidth="12rem"
        height="0.6rem"
      >
        <Box background="primary600" height="100%" width={`${percent ?? 0}%`} transition="width 0.4s linear" />
      </Box>
      <JobPace job={job} />
    </>
  );
};
