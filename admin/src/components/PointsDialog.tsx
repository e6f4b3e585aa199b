import { Button, Flex, IconButton, Modal } from '@strapi/design-system';
import { Pencil, Plus } from '@strapi/icons';
import { type ReactNode, useState } from 'react';
import type { PointAccount } from '../../../shared/contracts/points';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { Directed } from './Directed';
import { PointEntries } from './PointEntries';
import { PointsForm } from './PointsForm';

interface DialogProps {
  readonly api: Api;
  reload(): void;
}

interface PointsDialogProps extends DialogProps {
  readonly title: string;
  /** The button that opens it. */
  readonly trigger: ReactNode;
  /** `null` for somebody who is yet to be named. */
  readonly account: PointAccount | null;
}

const PointsDialog = ({ api, title, trigger, account, reload }: PointsDialogProps) => {
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
          {isOpen && (
            <PointsForm api={api} account={account} onDone={close}>
              {account !== null && <PointEntries api={api} owner={account.owner} />}
            </PointsForm>
          )}
        </Directed>
      </Modal.Content>
    </Modal.Root>
  );
};

/** Gives points to somebody who has never had any. */
export const NewAccount = (props: DialogProps) => {
  const t = useTranslate();
  const trigger = <Button startIcon={<Plus />}>{t('points.new')}</Button>;
  return <PointsDialog {...props} title={t('points.new')} trigger={trigger} account={null} />;
};

/** What became of somebody's points, and more or fewer of them. */
export const EditAccount = ({ account, ...props }: DialogProps & { readonly account: PointAccount }) => {
  const t = useTranslate();
  const title = t('points.of', { name: account.ownerName });
  const trigger = (
    <IconButton label={title}>
      <Pencil />
    </IconButton>
  );
  return (
    <Flex justifyContent="flex-end">
      <PointsDialog {...props} title={title} trigger={trigger} account={account} />
    </Flex>
  );
};
