import { Button, Flex, IconButton } from '@strapi/design-system';
import { Pencil, Plus } from '@strapi/icons';
import type { PointAccount } from '../../../shared/contracts/points';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { FormDialog } from './FormDialog';
import { PointEntries } from './PointEntries';
import { PointsForm } from './PointsForm';

interface DialogProps {
  readonly api: Api;
  reload(): void;
}

/** Gives points to somebody who has never had any. */
export const NewAccount = ({ api, reload }: DialogProps) => {
  const t = useTranslate();
  const trigger = <Button startIcon={<Plus />}>{t('points.new')}</Button>;
  return (
    <FormDialog title={t('points.new')} trigger={trigger} onDone={reload}>
      {(done) => <PointsForm api={api} account={null} onDone={done} />}
    </FormDialog>
  );
};

/** What became of somebody's points, and more or fewer of them. */
export const EditAccount = ({ api, account, reload }: DialogProps & { readonly account: PointAccount }) => {
  const t = useTranslate();
  const title = t('points.of', { name: account.ownerName });
  const trigger = (
    <IconButton label={title}>
      <Pencil />
    </IconButton>
  );
  return (
    <Flex justifyContent="flex-end">
      <FormDialog title={title} trigger={trigger} onDone={reload}>
        {(done) => (
          <PointsForm api={api} account={account} onDone={done}>
            <PointEntries api={api} owner={account.owner} />
          </PointsForm>
        )}
      </FormDialog>
    </Flex>
  );
};
