import { Flex } from '@strapi/design-system';
import { Layouts, Page, useQueryParams } from '@strapi/strapi/admin';
import { useCallback } from 'react';
import { HealthBanner } from '../components/HealthBanner';
import { JobList } from '../components/JobList';
import { NewExport } from '../components/NewExport';
import { useApi } from '../hooks/useApi';
import { useJobs } from '../hooks/useJobs';
import { useTranslate } from '../hooks/useTranslate';

/** The page in the address, at least 1. */
const pageOf = (text: string | undefined): number => Math.max(1, Math.trunc(Number(text)) || 1);

export const ExportsPage = () => {
  const t = useTranslate();
  const api = useApi();
  const [{ query }, setQuery] = useQueryParams<{ readonly page?: string }>();
  const page = pageOf(query.page);
  const jobs = useJobs(api, page);
  const { reload } = jobs;

  // A new job stands first.
  const onJob = useCallback(() => {
    if (page !== 1) setQuery({ page: '1' });
    reload();
  }, [page, reload, setQuery]);

  return (
    <Page.Main>
      <Page.Title>{t('page.title')}</Page.Title>
      <Layouts.Header title={t('page.title')} subtitle={t('page.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8}>
          <HealthBanner api={api} />
          <NewExport api={api} onJob={onJob} />
          <JobList api={api} jobs={jobs} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
