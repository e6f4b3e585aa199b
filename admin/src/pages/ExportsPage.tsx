import { Flex } from '@strapi/design-system';
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

/** What is exported now, and what was. */
export const ExportsPage = () => {
  const api = useApi();
  const { page, show, showFirstPage } = usePage();
  const jobs = useJobs(api, page);
  const { health, look: lookAtHealth } = useHealth(api);
  useJobNews(jobs.list?.data);
  const events = useJobEvents({ showFirstPage, reload: jobs.reload, lookAtHealth });
  useLastPage(jobs.list, show);

  return (
    <>
      <HealthBanner health={health} />
      <Flex direction="column" alignItems="stretch" gap={6}>
        <NewExport api={api} events={events} />
        <JobList api={api} jobs={jobs} events={events} />
      </Flex>
    </>
  );
};
