import { Typography } from '@strapi/design-system';
import type { Job } from '../../../shared/contracts/jobs';
import { useFormats } from '../hooks/useFormats';
import { type Translate, useTranslate } from '../hooks/useTranslate';
import { warningText } from '../services/warning-texts';

type Formats = ReturnType<typeof useFormats>;

const waiting = ({ waitingFor, runAfter, error }: Job, t: Translate, { clock }: Formats): string[] => {
  if (waitingFor === null) return [];
  const time = runAfter === null ? '' : clock(runAfter);
  return [t(`waiting.${waitingFor}`, { time }), ...(error === null ? [] : [error.message])];
};

const running = ({ phase, attempt }: Job, t: Translate): string[] => [
  ...(phase === null ? [] : [t(`phase.${phase}`)]),
  ...(attempt > 1 ? [t('job.attempt', { attempt })] : []),
];

const completed = ({ asOf, warnings, leftOut }: Job, t: Translate, { moment }: Formats): string[] => {
  return [
    ...(asOf === null ? [] : [t('job.as-of', { moment: moment(asOf) })]),
    ...warnings.map(({ kind, cells }) => t(warningText(kind), { count: cells })),
    ...(leftOut.length === 0 ? [] : [t('job.left-out', { count: leftOut.length, names: leftOut.join(', ') })]),
  ];
};

const linesOf = (job: Job, t: Translate, formats: Formats): string[] => {
  switch (job.status) {
    case 'pending':
      return waiting(job, t, formats);
    case 'processing':
      return running(job, t);
    case 'completed':
      return completed(job, t, formats);
    case 'failed':
      return job.error === null ? [] : [job.error.message];
    case 'cancelled':
      return [];
    case 'expired':
      return job.expiredBy === null ? [] : [t(`expired.${job.expiredBy}`)];
  }
};

/** What is to be said of a job, beside the word for its state. */
export const JobDetails = ({ job }: { readonly job: Job }) => {
  const lines = linesOf(job, useTranslate(), useFormats());
  return (
    <>
      {lines.map((line) => (
        <Typography key={line} tag="p" variant="pi" textColor={job.status === 'failed' ? 'danger600' : 'neutral600'}>
          <bdi>{line}</bdi>
        </Typography>
      ))}
    </>
  );
};
