import { Typography } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import { ListSection } from '../components/ListSection';
import { EditAccount, NewAccount } from '../components/PointsDialog';
import { Table } from '../components/Table';
import { useApi } from '../hooks/useApi';
import { useFormats } from '../hooks/useFormats';
import { useLastPage } from '../hooks/useLastPage';
import { useList } from '../hooks/useList';
import { usePage } from '../hooks/usePage';
import { useTranslate } from '../hooks/useTranslate';
import { POINTS } from '../services/permissions';

const COLUMNS = ['who', 'balance', 'actions'] as const;

/** Whoever waits for a change of a balance looks again. */
const never = (): null => null;

const Points = () => {
  const t = useTranslate();
  const { count } = useFormats();
  const api = useApi();
  const { page, show } = usePage();
  const accounts = useList(api.points.accounts, page, never);
  const { reload } = accounts;
  useLastPage(accounts.list, show);
  return (
    <ListSection
      title={t('points.title')}
      table={t('points.table')}
      none={t('points.none')}
      action={<NewAccount api={api} reload={reload} />}
      listed={accounts}
    >
      {(rows) => (
        <Table columns={COLUMNS.map((column) => t(`points.column.${column}`))}>
          {rows.map((account) => (
            <tr key={account.owner}>
              <th scope="row" tabIndex={-1}>
                <Typography tag="p" fontWeight="semiBold">
                  <bdi>{account.ownerName}</bdi>
                </Typography>
                <Typography variant="pi" textColor="neutral600">
                  {t('points.user', { id: account.ownerId })}
                </Typography>
              </th>
              <td className="figures">{count(account.balance)}</td>
              <td>
                <EditAccount api={api} account={account} reload={reload} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </ListSection>
  );
};

/** Points that end users pay for exports with. */
export const PointsPage = () => (
  <Page.Protect permissions={[...POINTS]}>
    <Points />
  </Page.Protect>
);
