import { Box, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Pagination } from '@strapi/strapi/admin';
import { useRef } from 'react';
import { useFocusRescue } from '../hooks/useFocusRescue';
import type { JobEvents } from '../hooks/useJobEvents';
import { type Jobs, PAGE_SIZE } from '../hooks/useJobs';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { Busy } from './Busy';
import { JobTable } from './JobTable';
import { ProblemMessage } from './ProblemMessage';
import { Section } from './Section';

interface JobListProps {
  readonly api: Api;
  readonly jobs: Jobs;
  readonly events: JobEvents;
}

/** What somebody has exported, newest first, and how it stands. */
export const JobList = ({ api, jobs: { list, problem, reload }, events }: JobListProps) => {
  const t = useTranslate();
  const heading = useRef<HTMLHeadingElement>(null);
  const focus = useFocusRescue(heading);
  const pagination = list?.meta.pagination;
  return (
    <Section title={t('jobs.title')} headingRef={heading}>
      {problem !== null && (
        <Box paddingBottom={4}>
          <ProblemMessage problem={problem} around={(message) => t('jobs.stale', { message })} again={reload} />
        </Box>
      )}
      {list === null && problem === null && <Busy />}
      {pagination?.total === 0 && (
        <EmptyStateLayout shadow="none" icon={<EmptyDocuments width="16rem" />} content={t('jobs.none')} />
      )}
      {list !== null && list.data.length > 0 && (
        // Wider than a small window: to be scrolled with the keyboard as well.
        <Box overflow="auto" role="region" aria-label={t('jobs.table')} tabIndex={0} {...focus}>
          <JobTable api={api} jobs={list.data} events={events} />
        </Box>
      )}
      {pagination !== undefined && pagination.pageCount > 1 && (
        <Pagination.Root {...pagination} defaultPageSize={PAGE_SIZE}>
          <Pagination.Links />
        </Pagination.Root>
      )}
    </Section>
  );
};
