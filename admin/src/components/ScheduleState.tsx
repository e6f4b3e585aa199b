import { Flex, Status, Typography } from '@strapi/design-system';
import type { Schedule } from '../../../shared/contracts/schedules';
import { useFormats } from '../hooks/useFormats';
import { useTranslate } from '../hooks/useTranslate';

/** Whether a schedule runs, when next, and what is wrong where it does not. */
export const ScheduleState = ({ schedule }: { readonly schedule: Schedule }) => {
  const t = useTranslate();
  const { moment } = useFormats();
  const { status, pausedBy, failures, nextRunAt } = schedule;
  const isFailing = pausedBy !== null && pausedBy !== 'owner';
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <Status variant={status === 'active' ? 'success' : isFailing ? 'danger' : 'neutral'} size="S">
        <Typography tag="span" variant="omega" fontWeight="bold">
          {t(status === 'active' ? 'schedules.active' : 'schedules.paused')}
        </Typography>
      </Status>
      {nextRunAt !== null && (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {t('schedules.next', { moment: moment(nextRunAt) })}
        </Typography>
      )}
      {pausedBy !== null && (
        <Typography tag="p" variant="pi" textColor={isFailing ? 'danger600' : 'neutral600'}>
          {t(`schedules.paused.${pausedBy}`)}
        </Typography>
      )}
      {pausedBy === null && failures > 0 && (
        <Typography tag="p" variant="pi" textColor="danger600">
          {t('schedules.failures', { count: failures })}
        </Typography>
      )}
    </Flex>
  );
};
