import { Box, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Pagination } from '@strapi/strapi/admin';
import { useJobNews } from '../hooks/useJobNews';
import { type Jobs, PAGE_SIZE } from '../hooks/useJobs';
import { useProblemText } from '../hooks/useProblemText';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { Busy } from './Busy';
import { ErrorMessage } from './ErrorMessage';
import { JobTable } from './JobTable';
import { Section } from './Section';

interface JobListProps {
  readonly api: Api;
  readonly jobs: Jobs;
}

/** What somebody has exported, newest first, and how it stands. */
export const JobList = ({ api, jobs: { list, problem, reload } }: JobListProps) => {
  const t = useTranslate();
  const problemText = useProblemText();
  useJobNews(list?.data ?? []);
  return (
    <Section title={t('jobs.title')}>
      {problem !== null && <ErrorMessage>{t('jobs.stale', { message: problemText(problem) })}</ErrorMessage>}
      {list === null && problem === null && <Busy />}
      {list?.data.length === 0 && (
        <EmptyStateLayout shadow="none" icon={<EmptyDocuments width="16rem" />} content={t('jobs.none')} />
      )}
      {list !== null && list.data.length > 0 && (
        <Box overflow="auto">
          <JobTable api={api} jobs={list.data} reload={reload} />
        </Box>
      )}
      {list !== null && list.meta.pagination.pageCount > 1 && (
        <Pagination.Root {...list.meta.pagination} defaultPageSize={PAGE_SIZE}>
          <Pagination.Links />
        </Pagination.Root>
      )}
    </Section>
  );
};
