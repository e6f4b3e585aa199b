import type { Job } from '../../../shared/contracts/jobs';
import { useColumnNote } from '../hooks/useColumnNote';
import { useFormats } from '../hooks/useFormats';
import { useTranslate } from '../hooks/useTranslate';
import { requestTexts } from '../services/request-texts';
import { Facts } from './Facts';

type Fact = readonly [name: string, value: string | readonly string[]];

const useResult = (job: Job): readonly Fact[] => {
  const t = useTranslate();
  const { count, size, moment } = useFormats();
  const { rowsDone, bytes, fileName, sha256, startedAt, completedAt, expiresAt, attempt, error, notices } = job;
  const when = (name: string, at: string | null): readonly Fact[] => (at === null ? [] : [[name, moment(at)]]);
  return [
    ...when(t('details.started'), startedAt),
    ...when(t('details.ended'), completedAt),
    ...when(t('details.expires'), expiresAt),
    [t('details.rows'), count(rowsDone)],
    ...(bytes === null ? [] : ([[t('details.size'), size(bytes)]] as const)),
    ...(attempt > 1 ? ([[t('details.attempts'), count(attempt)]] as const) : []),
    ...(fileName === null ? [] : ([[t('details.file'), fileName]] as const)),
    // In two lines: it is longer than a column is wide.
    ...(sha256 === null ? [] : ([['SHA-256', [sha256.slice(0, 32), sha256.slice(32)]]] as const)),
    ...(error === null ? [] : ([[t('details.error'), [error.message, error.code]]] as const)),
    ...(notices.length === 0 ? [] : ([[t('details.notices'), notices.map(({ message }) => message)]] as const)),
  ];
};

/** What was asked for, in words, and what came of it. */
export const JobFacts = ({ job }: { readonly job: Job }) => {
  const t = useTranslate();
  const { moment } = useFormats();
  const { requestedBy, createdAt, label, format, schedule } = job;
  const note = useColumnNote();
  const { columns, options, publication, locale, search, sort, filters } = requestTexts(job.request, {
    ...{ t, moment, note },
  });
  const asked: readonly Fact[] = [
    [t('details.asked'), [requestedBy.name, moment(createdAt)]],
    [t('details.content'), `${label}, ${t(`format.${format}`)}`],
    [t('details.columns'), columns ?? t('details.columns.default')],
    ...(publication === null ? [] : ([[t('form.publication'), t(`publication.${publication}`)]] as const)),
    ...(locale === null ? [] : ([[t('form.locale'), locale]] as const)),
    ...(search === null ? [] : ([[t('form.search'), search]] as const)),
    ...(sort.length === 0 ? [] : ([[t('form.sort'), sort]] as const)),
    ...(filters.length === 0 ? [] : ([[t('details.filters'), filters]] as const)),
    ...(options.length === 0 ? [] : ([[t('details.options'), options]] as const)),
    ...(schedule === null ? [] : ([[t('details.schedule'), t('details.schedule.yes')]] as const)),
  ];
  return <Facts facts={[...asked, ...useResult(job)]} />;
};
