import { Button, IconButton, Modal } from '@strapi/design-system';
import { Pencil, Plus } from '@strapi/icons';
import { type ReactNode, useState } from 'react';
import type { Schedule } from '../../../shared/contracts/schedules';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { Directed } from './Directed';
import { ScheduleForm } from './ScheduleForm';

interface DialogProps {
  readonly api: Api;
  reload(): void;
}

interface ScheduleDialogProps extends DialogProps {
  readonly title: string;
  /** The button that opens it. */
  readonly trigger: ReactNode;
  readonly schedule: Schedule | null;
}

const ScheduleDialog = ({ api, title, trigger, schedule, reload }: ScheduleDialogProps) => {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    reload();
  };
  return (
    <Modal.Root open={isOpen} onOpenChange={setOpen}>
      <Modal.Trigger>{trigger}</Modal.Trigger>
      <Modal.Content>
        <Directed>
          <Modal.Header>
            <Modal.Title>{title}</Modal.Title>
          </Modal.Header>
          {isOpen && <ScheduleForm api={api} schedule={schedule} onDone={close} />}
        </Directed>
      </Modal.Content>
    </Modal.Root>
  );
};

export const NewSchedule = (props: DialogProps) => {
  const t = useTranslate();
  const trigger = <Button startIcon={<Plus />}>{t('schedules.new')}</Button>;
  return <ScheduleDialog {...props} title={t('schedules.new')} trigger={trigger} schedule={null} />;
};

export const EditSchedule = ({ schedule, ...props }: DialogProps & { readonly schedule: Schedule }) => {
  const t = useTranslate();
  const trigger = (
    <IconButton label={t('schedules.edit', { name: schedule.name })}>
      <Pencil />
    </IconButton>
  );
  return <ScheduleDialog {...props} title={t('schedules.edit.title')} trigger={trigger} schedule={schedule} />;
};
