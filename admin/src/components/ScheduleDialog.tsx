import { Button, IconButton } from '@strapi/design-system';
import { Pencil, Plus } from '@strapi/icons';
import type { Schedule } from '../../../shared/contracts/schedules';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { FormDialog } from './FormDialog';
import { ScheduleForm } from './ScheduleForm';

interface DialogProps {
  readonly api: Api;
  reload(): void;
}

export const NewSchedule = ({ api, reload }: DialogProps) => {
  const t = useTranslate();
  const trigger = <Button startIcon={<Plus />}>{t('schedules.new')}</Button>;
  return (
    <FormDialog title={t('schedules.new')} trigger={trigger} onDone={reload}>
      {(done) => <ScheduleForm api={api} schedule={null} onDone={done} />}
    </FormDialog>
  );
};

export const EditSchedule = ({ api, schedule, reload }: DialogProps & { readonly schedule: Schedule }) => {
  const t = useTranslate();
  const trigger = (
    <IconButton label={t('schedules.edit', { name: schedule.name })}>
      <Pencil />
    </IconButton>
  );
  return (
    <FormDialog title={t('schedules.edit.title')} trigger={trigger} onDone={reload}>
      {(done) => <ScheduleForm api={api} schedule={schedule} onDone={done} />}
    </FormDialog>
  );
};
