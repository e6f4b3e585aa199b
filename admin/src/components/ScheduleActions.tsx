import { Flex, IconButton } from '@strapi/design-system';
import { ArrowClockwise, Play, Stop } from '@strapi/icons';
import type { Schedule } from '../../../shared/contracts/schedules';
import { useDoing } from '../hooks/useDoing';
import { useTell } from '../hooks/useTell';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { DeleteEntry } from './DeleteEntry';
import { EditSchedule } from './ScheduleDialog';

interface ScheduleActionsProps {
  readonly api: Api;
  readonly schedule: Schedule;
  reload(): void;
}

/** What can be done to a schedule. */
export const ScheduleActions = ({ api, schedule, reload }: ScheduleActionsProps) => {
  const t = useTranslate();
  const tell = useTell();
  const { isBusy, doing } = useDoing(reload);
  const { id, name, status } = schedule;
  const act = (action: 'pause' | 'resume' | 'run'): Promise<void> =>
    doing(async () => {
      await api.actOnSchedule(id, action);
      if (action === 'run') tell({ type: 'success', message: t('schedules.ran', { name }) });
      reload();
    });
  const remove = (): Promise<void> =>
    doing(async () => {
      await api.removeSchedule(id);
      reload();
    });
  return (
    <Flex gap={2}>
      <IconButton label={t('schedules.run', { name })} disabled={isBusy} onClick={() => void act('run')}>
        <Play />
      </IconButton>
      {status === 'active' ? (
        <IconButton label={t('schedules.pause', { name })} disabled={isBusy} onClick={() => void act('pause')}>
          <Stop />
        </IconButton>
      ) : (
        <IconButton label={t('schedules.resume', { name })} disabled={isBusy} onClick={() => void act('resume')}>
          <ArrowClockwise />
        </IconButton>
      )}
      <EditSchedule api={api} schedule={schedule} reload={reload} />
      <DeleteEntry
        label={t('schedules.delete', { name })}
        question={t('schedules.delete.question', { name })}
        isBusy={isBusy}
        onDelete={remove}
      />
    </Flex>
  );
};
