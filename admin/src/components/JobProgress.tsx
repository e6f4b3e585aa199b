import { Box } from '@strapi/design-system';
import type { Job } from '../../../shared/contracts/jobs';
import { useTranslate } from '../hooks/useTranslate';
import { percentOf } from '../services/progress';

/** A bar as wide as the rows that are written. The design system's own is made for dark cards. */
export const JobProgress = ({ job }: { readonly job: Job }) => {
  const t = useTranslate();
  const percent = percentOf(job);
  return (
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
  );
};
