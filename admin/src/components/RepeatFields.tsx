import { Field, Grid, NumberInput, TextInput } from '@strapi/design-system';
import { useTranslate } from '../hooks/useTranslate';
import { useDayTexts } from '../hooks/useWhen';
import { type Repeat, repeatAs, REPEATS } from '../services/repeat';
import { SelectField } from './SelectField';
import { TimeField } from './TimeField';

interface RepeatFieldsProps {
  readonly value: Repeat;
  onChange(repeat: Repeat): void;
}

/** In the order of the work week. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0];

const Detail = ({ value, onChange }: RepeatFieldsProps) => {
  const t = useTranslate();
  const { weekday } = useDayTexts();
  switch (value.kind) {
    case 'weekly':
      return (
        <SelectField
          label={t('schedule.weekday')}
          value={String(value.weekday)}
          options={WEEKDAYS.map((day) => ({ value: String(day), label: weekday(day) }))}
          onChange={(day) => onChange({ ...value, weekday: Number(day) })}
        />
      );
    case 'monthly':
      return (
        <Field.Root width="100%" hint={value.day > 28 ? t('schedule.day.hint') : ''}>
          <Field.Label>{t('schedule.day')}</Field.Label>
          <NumberInput
            value={value.day}
            onValueChange={(day = 1) => onChange({ ...value, day: Math.min(31, Math.max(1, Math.trunc(day))) })}
          />
          <Field.Hint />
        </Field.Root>
      );
    case 'cron':
      return (
        <Field.Root width="100%" hint={t('schedule.cron.hint')}>
          <Field.Label>{t('schedule.cron')}</Field.Label>
          <TextInput
            dir="ltr"
            value={value.cron}
            onChange={({ target }) => onChange({ ...value, cron: target.value })}
          />
          <Field.Hint />
        </Field.Root>
      );
    default:
      return null;
  }
};

/** How often, and when. */
export const RepeatFields = ({ value, onChange }: RepeatFieldsProps) => {
  const t = useTranslate();
  return (
    <Grid.Root gap={5}>
      <Grid.Item col={6} xs={12} alignItems="stretch">
        <SelectField
          label={t('schedule.repeat')}
          value={value.kind}
          options={REPEATS.map((kind) => ({ value: kind, label: t(`schedule.repeat.${kind}`) }))}
          onChange={(kind) => onChange(repeatAs(kind, value))}
        />
      </Grid.Item>
      {'time' in value && (
        <Grid.Item col={6} xs={12} alignItems="stretch">
          <TimeField label={t('schedule.time')} value={value.time} onChange={(time) => onChange({ ...value, time })} />
        </Grid.Item>
      )}
      {value.kind !== 'hourly' && value.kind !== 'daily' && value.kind !== 'weekdays' && (
        <Grid.Item col={6} xs={12} alignItems="stretch">
          <Detail value={value} onChange={onChange} />
        </Grid.Item>
      )}
    </Grid.Root>
  );
};
