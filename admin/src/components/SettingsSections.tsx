import type { Settings } from '../../../shared/contracts/settings';
import { useFormats } from '../hooks/useFormats';
import { useTranslate } from '../hooks/useTranslate';
import { durationOf } from '../services/progress';
import { Facts } from './Facts';
import { Section } from './Section';

interface SettingsSectionsProps {
  readonly settings: Settings;
}

const useValues = () => {
  const t = useTranslate();
  const { count, size } = useFormats();
  const span = (milliseconds: number): string => {
    const { value, unit } = durationOf(milliseconds / 1_000);
    return t(`duration.${unit}`, { value });
  };
  return {
    span,
    most: (limit: number | null): string => (limit === null ? t('settings.no-limit') : count(limit)),
    size: (bytes: number | null): string => (bytes === null ? t('settings.no-limit') : size(bytes)),
    spans: (byName: Readonly<Record<string, number>>): string[] =>
      Object.entries(byName).map(([name, milliseconds]) => t('settings.of', { name, value: span(milliseconds) })),
    lists: (byName: Readonly<Record<string, readonly string[]>>): string[] =>
      Object.entries(byName).map(([name, addresses]) => t('settings.of', { name, value: addresses.join(', ') })),
    some: (lines: readonly string[]): string | readonly string[] => (lines.length === 0 ? t('settings.none') : lines),
  };
};

const Limits = ({ settings: { limits } }: SettingsSectionsProps) => {
  const t = useTranslate();
  const { most } = useValues();
  return (
    <Section title={t('settings.limits')}>
      <Facts
        facts={[
          [t('settings.max-rows'), most(limits.maxRows)],
          [t('settings.background-from'), t('rows', { count: limits.backgroundFrom })],
          [t('settings.streams'), most(limits.streams)],
          [t('settings.streams-per-caller'), most(limits.streamsPerCaller)],
          [t('settings.jobs'), most(limits.jobs)],
          [t('settings.jobs-per-process'), most(limits.jobsPerProcess)],
          [t('settings.jobs-per-requester'), most(limits.jobsPerRequester)],
          [t('settings.waiting'), most(limits.waiting)],
          [t('settings.waiting-per-requester'), most(limits.waitingPerRequester)],
        ]}
      />
    </Section>
  );
};

const Expiry = ({ settings: { expiry } }: SettingsSectionsProps) => {
  const t = useTranslate();
  const { span, spans, some } = useValues();
  return (
    <Section title={t('settings.expiry')}>
      <Facts
        facts={[
          [t('settings.files'), span(expiry.files)],
          [t('settings.files-by-exporter'), some(spans(expiry.filesByExporter))],
          [t('settings.files-by-role'), some(spans(expiry.filesByRole))],
          [t('settings.records'), span(expiry.records)],
        ]}
      />
    </Section>
  );
};

const Access = ({ settings: { addresses, contentApi, notices } }: SettingsSectionsProps) => {
  const t = useTranslate();
  const { lists, some } = useValues();
  return (
    <Section title={t('settings.access')}>
      <Facts
        facts={[
          [t('settings.addresses'), addresses.everybody ?? t('settings.anywhere')],
          [t('settings.addresses-by-role'), some(lists(addresses.byRole))],
          [t('settings.addresses-by-exporter'), some(lists(addresses.byExporter))],
          [t('settings.content-api'), some(contentApi)],
          [t('settings.email'), t(notices.email ? 'settings.email.on' : 'settings.email.off')],
        ]}
      />
    </Section>
  );
};

const Storage = ({ settings: { storage, queue } }: SettingsSectionsProps) => {
  const t = useTranslate();
  const { size } = useValues();
  return (
    <Section title={t('settings.storage')}>
      <Facts
        facts={[
          [t('settings.storage.driver'), t(`settings.storage.${storage.driver}`)],
          [t('settings.storage.max'), size(storage.maxBytes)],
          [t('settings.storage.kept-free'), size(storage.minFreeBytes)],
          [t('settings.queue.driver'), t(`settings.queue.${queue.driver}`)],
          [t('settings.worker'), t(queue.isWorkerHere ? 'settings.worker.here' : 'settings.worker.elsewhere')],
        ]}
      />
    </Section>
  );
};

/** What the configuration says. */
export const SettingsSections = (props: SettingsSectionsProps) => (
  <>
    <Limits {...props} />
    <Expiry {...props} />
    <Access {...props} />
    <Storage {...props} />
  </>
);
