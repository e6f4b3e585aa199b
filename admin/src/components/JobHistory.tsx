import { Box, Typography } from '@strapi/design-system';
import { useCallback } from 'react';
import { AUDIT_EVENTS } from '../../../shared/audit-events';
import type { JobMoment } from '../../../shared/contracts/jobs';
import { useFormats } from '../hooks/useFormats';
import { useLoaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { Busy } from './Busy';
import { ProblemMessage } from './ProblemMessage';

interface JobHistoryProps {
  readonly api: Api;
  readonly id: string;
}

const Moments = ({ moments }: { readonly moments: readonly JobMoment[] }) => {
  const t = useTranslate();
  const { moment } = useFormats();
  const wordOf = (event: string): string => {
    const known = AUDIT_EVENTS.find((one) => one === event);
    return known === undefined ? event : t(`event.${known}`);
  };
  return (
    <Box tag="ol">
      {moments.map(({ at, event, reason }) => (
        <Typography key={`${at} ${event}`} tag="li">
          {`${moment(at)}: ${wordOf(event)}`}
          {reason !== null && (
            <>
              . <bdi>{reason}</bdi>
            </>
          )}
        </Typography>
      ))}
    </Box>
  );
};

/** What happened to a job, oldest first. */
export const JobHistory = ({ api, id }: JobHistoryProps) => {
  const t = useTranslate();
  const loaded = useLoaded(useCallback((signal: AbortSignal) => api.jobHistory(id, signal), [api, id]));
  return (
    <Box paddingTop={6}>
      <Typography tag="h3" variant="delta">
        {t('details.history')}
      </Typography>
      {loaded.state === 'loading' && <Busy />}
      {loaded.state === 'failed' && <ProblemMessage problem={loaded.problem} again={loaded.again} />}
      {loaded.state === 'ready' && <Moments moments={loaded.data} />}
    </Box>
  );
};
