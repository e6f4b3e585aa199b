import { Typography } from '@strapi/design-system';
import type { Schedule } from '../../../shared/contracts/schedules';
import { isActive } from '../../../shared/job-status';
import { ListSection } from '../components/ListSection';
import { NewSchedule } from '../components/ScheduleDialog';
import { ScheduleRow } from '../components/ScheduleRow';
import { Section } from '../components/Section';
import { Table } from '../components/Table';
import { useApi } from '../hooks/useApi';
import { useHolds } from '../hooks/useHolds';
import { useLastPage } from '../hooks/useLastPage';
import { useList } from '../hooks/useList';
import { usePage } from '../hooks/usePage';
import { useTranslate } from '../hooks/useTranslate';
import { SCHEDULE } from '../services/permissions';

const COLUMNS = ['name', 'when', 'state', 'last', 'actions'] as const;

/** Milliseconds between two looks: runs begin by themselves. */
const PAUSE = 15_000;

/** Milliseconds between two looks while a run goes on. */
const WHILE_RUNNING = 2_000;

const isRunning = ({ lastRun }: Schedule): boolean =>
  lastRun?.results.some(({ status }) => status !== null && isActive(status)) ?? false;

const pauseAfter = (schedules: readonly Schedule[]): number => (schedules.some(isRunning) ? WHILE_RUNNING : PAUSE);

const Schedules = () => {
  const t = useTranslate();
  const api = useApi();
  const { page, show } = usePage();
  const schedules = useList(api.schedules, page, pauseAfter);
  const { reload } = schedules;
  useLastPage(schedules.list, show);
  return (
    <ListSection
      title={t('schedules.title')}
      table={t('schedules.table')}
      none={t('schedules.none')}
      action={<NewSchedule api={api} reload={reload} />}
      listed={schedules}
    >
      {(rows) => (
        <Table columns={COLUMNS.map((column) => t(`schedules.column.${column}`))}>
          {rows.map((schedule) => (
            <ScheduleRow key={schedule.id} api={api} schedule={schedule} reload={reload} />
          ))}
        </Table>
      )}
    </ListSection>
  );
};

/** Presets that are exported again and again. */
export const SchedulesPage = () => {
  const t = useTranslate();
  if (useHolds(SCHEDULE)) return <Schedules />;
  return (
    <Section title={t('schedules.title')}>
      <Typography textColor="neutral600">{t('schedules.closed')}</Typography>
    </Section>
  );
};
