import { Flex, Typography } from '@strapi/design-system';
import type { Schedule } from '../../../shared/contracts/schedules';
import { useFormats } from '../hooks/useFormats';
import { useTranslate } from '../hooks/useTranslate';
import { useWhen } from '../hooks/useWhen';
import type { Api } from '../services/api';
import { ScheduleActions } from './ScheduleActions';
import { ScheduleState } from './ScheduleState';

interface ScheduleRowProps {
  readonly api: Api;
  readonly schedule: Schedule;
  reload(): void;
}

/** What became of the last run, for each recipient. */
const LastRun = ({ lastRun }: Pick<Schedule, 'lastRun'>) => {
  const t = useTranslate();
  const { moment } = useFormats();
  if (lastRun === null) return <Typography textColor="neutral600">{t('schedules.last.none')}</Typography>;
  return (
    <>
      <Typography tag="p">{moment(lastRun.at)}</Typography>
      {lastRun.results.map(({ recipient: { id, name }, status, error }) => (
        <Typography key={id} tag="p" variant="pi" textColor={error === null ? 'neutral600' : 'danger600'}>
          {t('schedules.result', {
            name,
            state: error?.message ?? t(status === null ? 'schedules.result.gone' : `status.${status}`),
          })}
        </Typography>
      ))}
    </>
  );
};

/** One schedule. */
export const ScheduleRow = ({ api, schedule, reload }: ScheduleRowProps) => {
  const t = useTranslate();
  const when = useWhen();
  const { name, preset, cron, timeZone, lastRun } = schedule;
  return (
    <tr data-schedule={schedule.id}>
      <th scope="row" tabIndex={-1}>
        <Typography tag="p" fontWeight="semiBold" textColor="neutral800">
          <bdi>{name}</bdi>
        </Typography>
        <Typography variant="pi" textColor={preset === null ? 'danger600' : 'neutral600'}>
          <bdi>{preset?.name ?? t('schedules.preset.gone')}</bdi>
        </Typography>
      </th>
      <td>
        <Typography tag="p">{when(cron)}</Typography>
        <Typography variant="pi" textColor="neutral600">
          <bdi>{timeZone}</bdi>
        </Typography>
      </td>
      <td>
        <ScheduleState schedule={schedule} />
      </td>
      <td>
        <LastRun lastRun={lastRun} />
      </td>
      <td>
        <Flex justifyContent="flex-end">
          <ScheduleActions api={api} schedule={schedule} reload={reload} />
        </Flex>
      </td>
    </tr>
  );
};
