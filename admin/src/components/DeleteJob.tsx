import { Dialog, IconButton } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { ConfirmDialog } from '@strapi/strapi/admin';
import { useState } from 'react';
import type { Deletable, Job } from '../../../shared/contracts/jobs';
import { useTranslate } from '../hooks/useTranslate';

interface DeleteJobProps {
  readonly job: Job;
  readonly isBusy: boolean;
  onDelete(what: Deletable): Promise<void>;
}

/** Deletes a file, or, where there is none, the entry; asks before. */
export const DeleteJob = ({ job: { label, status }, isBusy, onDelete }: DeleteJobProps) => {
  const t = useTranslate();
  const [asked, setAsked] = useState<Deletable | null>(null);
  const now = status === 'completed' ? 'file' : 'record';
  // The question stays what it was when it was asked, whatever happens to the job in the meantime.
  const what = asked ?? now;
  return (
    <Dialog.Root onOpenChange={(isOpen) => setAsked(isOpen ? now : null)}>
      <Dialog.Trigger>
        <IconButton label={t(`delete.${now}`, { label })} disabled={isBusy}>
          <Trash />
        </IconButton>
      </Dialog.Trigger>
      <ConfirmDialog onConfirm={() => onDelete(what)}>{t(`delete.${what}.question`, { label })}</ConfirmDialog>
    </Dialog.Root>
  );
};
