import { Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { HealthBanner } from '../components/HealthBanner';
import { JobList } from '../components/JobList';
import { NewExport } from '../components/NewExport';
import { useApi } from '../hooks/useApi';
import { useHealth } from '../hooks/useHealth';
import { useJobEvents } from '../hooks/useJobEvents';
import { useJobNews } from '../hooks/useJobNews';
import { useJobs } from '../hooks/useJobs';
import { useLastPage } from '../hooks/useLastPage';
import { usePage } from '../hooks/usePage';
import { useTranslate } from '../hooks/useTranslate';

export const ExportsPage = () => {
  const t = useTranslate();
  const api = useApi();
  const { page, show, showFirstPage } = usePage();
  const jobs = useJobs(api, page);
  const { health, look: lookAtHealth } = useHealth(api);
  const remember = useJobNews(jobs.list?.data);
  const events = useJobEvents({ remember, showFirstPage, reload: jobs.reload, lookAtHealth });
  useLastPage(jobs.list, show);

  return (
    <Page.Main>
      <Page.Title>{t('page.title')}</Page.Title>
      <Layouts.Header title={t('page.title')} subtitle={t('page.subtitle')} />
      <Layouts.Content>
        <HealthBanner health={health} />
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8}>
          <NewExport api={api} events={events} />
          <JobList api={api} jobs={jobs} events={events} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
