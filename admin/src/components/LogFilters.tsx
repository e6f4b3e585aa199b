import { Field, Grid, TextInput } from '@strapi/design-system';
import { AUDIT_EVENTS } from '../../../shared/audit-events';
import { useTranslate } from '../hooks/useTranslate';
import type { LogFilters as Filters } from '../services/log-filters';
import { DayInput } from './DayInput';
import { Section } from './Section';
import { SelectField } from './SelectField';

interface LogFiltersProps {
  readonly filters: Filters;
  change(key: keyof Filters, value: string): void;
}

const ANY = 'any';

/** Which lines of the log are shown. */
export const LogFilters = ({ filters, change }: LogFiltersProps) => {
  const t = useTranslate();
  return (
    <Section title={t('log.filters')}>
      <Grid.Root gap={5}>
        <Grid.Item col={4} s={6} xs={12} alignItems="stretch">
          <SelectField
            label={t('log.event')}
            value={filters.event === '' ? ANY : filters.event}
            options={[
              { value: ANY, label: t('log.event.any') },
              ...AUDIT_EVENTS.map((event) => ({ value: event, label: t(`event.${event}`) })),
            ]}
            onChange={(event) => change('event', event === ANY ? '' : event)}
          />
        </Grid.Item>
        {(['requester', 'exporter'] as const).map((key) => (
          <Grid.Item key={key} col={4} s={6} xs={12} alignItems="stretch">
            <Field.Root width="100%">
              <Field.Label>{t(`log.${key}`)}</Field.Label>
              <TextInput value={filters[key]} onChange={({ target }) => change(key, target.value)} />
            </Field.Root>
          </Grid.Item>
        ))}
        {(['from', 'to'] as const).map((key) => (
          <Grid.Item key={key} col={4} s={6} xs={12} alignItems="stretch">
            <Field.Root width="100%">
              <Field.Label>{t(`log.${key}`)}</Field.Label>
              <DayInput label={t(`log.${key}`)} value={filters[key]} onChange={(day) => change(key, day)} />
            </Field.Root>
          </Grid.Item>
        ))}
      </Grid.Root>
    </Section>
  );
};
