import { Flex, LinkButton } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import { ListSection } from '../components/ListSection';
import { LogFilters } from '../components/LogFilters';
import { LogRow } from '../components/LogRow';
import { Table } from '../components/Table';
import { useApi } from '../hooks/useApi';
import { useLastPage } from '../hooks/useLastPage';
import { useList } from '../hooks/useList';
import { useLogFilters } from '../hooks/useLogFilters';
import { usePage } from '../hooks/usePage';
import { useTranslate } from '../hooks/useTranslate';
import { logExport } from '../services/log-filters';
import { AUDIT } from '../services/permissions';

const COLUMNS = ['at', 'event', 'who', 'what', 'result', 'from'] as const;

/** New lines come to the top at any time; who waits for one looks again. */
const never = (): null => null;

const Log = () => {
  const t = useTranslate();
  const api = useApi();
  const { filters, query, change } = useLogFilters();
  const { page, show } = usePage();
  const read = useCallback(
    (number: number, pageSize: number, signal: AbortSignal) => api.log({ ...query, page: number, pageSize }, signal),
    [api, query],
  );
  const lines = useList(read, page, never);
  useLastPage(lines.list, show);
  const exportButton = (
    <LinkButton tag={Link} to={logExport(query)} variant="secondary">
      {t('log.export')}
    </LinkButton>
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <LogFilters filters={filters} change={change} />
      <ListSection
        title={t('log.title')}
        table={t('log.table')}
        none={t('log.none')}
        action={exportButton}
        listed={lines}
      >
        {(rows) => (
          <Table hasActions={false} columns={COLUMNS.map((column) => t(`log.column.${column}`))}>
            {rows.map((line, at) => (
              // Lines have no id of their own, and never change.
              <LogRow key={`${line.at} ${at}`} line={line} />
            ))}
          </Table>
        )}
      </ListSection>
    </Flex>
  );
};

/** What was exported by whom, and what was refused. */
export const LogPage = () => (
  <Page.Protect permissions={[...AUDIT]}>
    <Log />
  </Page.Protect>
);
