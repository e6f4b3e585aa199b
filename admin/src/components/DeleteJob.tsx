import { Dialog, IconButton } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { ConfirmDialog } from '@strapi/strapi/admin';
import type { Job } from '../../../shared/contracts/jobs';
import { useTranslate } from '../hooks/useTranslate';

interface DeleteJobProps {
  readonly job: Job;
  readonly isBusy: boolean;
  onDelete(): Promise<void>;
}

/** Deletes a file, or, where there is none, the entry; asks before. */
export const DeleteJob = ({ job: { label, status }, isBusy, onDelete }: DeleteJobProps) => {
  const t = useTranslate();
  const what = status === 'completed' ? 'file' : 'entry';
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <IconButton label={t(`delete.${what}`, { label })} disabled={isBusy}>
          <Trash />
        </IconButton>
      </Dialog.Trigger>
      <ConfirmDialog onConfirm={onDelete}>{t(`delete.${what}.question`, { label })}</ConfirmDialog>
    </Dialog.Root>
  );
};
