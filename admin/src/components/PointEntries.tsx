import { Box, Typography } from '@strapi/design-system';
import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { PointLedgerEntry } from '../../../shared/contracts/points';
import { useFormats } from '../hooks/useFormats';
import { useLoaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { Busy } from './Busy';
import { ProblemMessage } from './ProblemMessage';
import { Table } from './Table';

interface PointEntriesProps {
  readonly api: Api;
  readonly owner: string;
}

/** So many as one answer of the server has. */
const SHOWN = 100;

const COLUMNS = ['at', 'kind', 'amount', 'balance'] as const;

const Entry = ({ entry }: { readonly entry: PointLedgerEntry }) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const { count, moment } = useFormats();
  const { at, kind, amount, balanceAfter, exporter, note, by } = entry;
  const details = [exporter, note, by].filter((text) => text !== null);
  return (
    <tr>
      <th scope="row">{moment(at)}</th>
      <td>
        <Typography tag="p">{t(`points.kind.${kind}`)}</Typography>
        {details.map((text) => (
          <Typography key={text} tag="p" variant="pi" textColor="neutral600">
            <bdi>{text}</bdi>
          </Typography>
        ))}
      </td>
      <td className="figures">{formatNumber(amount, { signDisplay: 'always' })}</td>
      <td className="figures">{count(balanceAfter)}</td>
    </tr>
  );
};

/** What changed a balance, newest first. */
export const PointEntries = ({ api, owner }: PointEntriesProps) => {
  const t = useTranslate();
  const loaded = useLoaded(
    useCallback((signal: AbortSignal) => api.points.account(owner, SHOWN, signal), [api, owner]),
  );
  if (loaded.state === 'loading') return <Busy />;
  if (loaded.state === 'failed') return <ProblemMessage problem={loaded.problem} again={loaded.again} />;
  const { data, meta } = loaded.data;
  const older = meta.pagination.total - data.entries.length;
  return (
    <Box overflow="auto" role="region" aria-label={t('points.entries')} tabIndex={0}>
      <Table hasActions={false} columns={COLUMNS.map((column) => t(`points.entry.${column}`))}>
        {data.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Table>
      {older > 0 && <Typography textColor="neutral600">{t('points.older', { count: older })}</Typography>}
    </Box>
  );
};
