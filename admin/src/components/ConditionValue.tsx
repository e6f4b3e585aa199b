import { DatePicker, NumberInput, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { useTranslate } from '../hooks/useTranslate';
import type { ValueKind } from '../services/filters';

interface ConditionValueProps {
  readonly label: string;
  readonly kind: ValueKind;
  readonly value: string;
  onChange(value: string): void;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The picker gives a day's first moment here; what is taken of it is what stands in the calendar. */
const toDay = (date: Date | undefined): string =>
  date === undefined ? '' : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** The picker shows the day that a moment has in UTC. */
const toMoment = (day: string): Date => new Date(`${day}T00:00:00.000Z`);

/** What a field is compared with. */
export const ConditionValue = ({ label, kind, value, onChange }: ConditionValueProps) => {
  const t = useTranslate();
  switch (kind) {
    case 'boolean':
      return (
        <SingleSelect aria-label={label} value={value} onChange={(chosen) => onChange(String(chosen))}>
          <SingleSelectOption value="true">{t('value.true')}</SingleSelectOption>
          <SingleSelectOption value="false">{t('value.false')}</SingleSelectOption>
        </SingleSelect>
      );
    case 'number':
      return (
        <NumberInput
          aria-label={label}
          {...(value !== '' && { value: Number(value) })}
          onValueChange={(number) => onChange(number === undefined ? '' : String(number))}
        />
      );
    case 'day':
      return (
        <DatePicker
          aria-label={label}
          clearLabel={t('value.clear')}
          {...(value !== '' && { value: toMoment(value) })}
          onChange={(date) => onChange(toDay(date))}
          onClear={() => onChange('')}
        />
      );
    case 'text':
      return <TextInput aria-label={label} value={value} onChange={({ target }) => onChange(target.value)} />;
  }
};
