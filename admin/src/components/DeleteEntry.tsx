import { Dialog, IconButton } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { ConfirmDialog } from '@strapi/strapi/admin';

interface DeleteEntryProps {
  readonly label: string;
  readonly question: string;
  readonly isBusy: boolean;
  onDelete(): Promise<void>;
}

/** Deletes an entry of a list; asks before. */
export const DeleteEntry = ({ label, question, isBusy, onDelete }: DeleteEntryProps) => (
  <Dialog.Root>
    <Dialog.Trigger>
      <IconButton label={label} disabled={isBusy}>
        <Trash />
      </IconButton>
    </Dialog.Trigger>
    <ConfirmDialog onConfirm={onDelete}>{question}</ConfirmDialog>
  </Dialog.Root>
);
