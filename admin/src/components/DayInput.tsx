import { DatePicker } from '@strapi/design-system';
import { useTranslate } from '../hooks/useTranslate';

interface DayInputProps {
  /** What it is called where no label stands beside it. */
  readonly label?: string;
  /** `2026-02-03`, empty for none. */
  readonly value: string;
  onChange(value: string): void;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The picker gives a day's first moment here; what is taken of it is what stands in the calendar. */
const toDay = (date: Date | undefined): string =>
  date === undefined ? '' : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** The picker shows the day that a moment has in UTC. */
const toMoment = (day: string): Date => new Date(`${day}T00:00:00.000Z`);

/** A day of the calendar. */
export const DayInput = ({ label, value, onChange }: DayInputProps) => {
  const t = useTranslate();
  return (
    <DatePicker
      {...(label !== undefined && { 'aria-label': label })}
      clearLabel={t('value.clear')}
      {...(value !== '' && { value: toMoment(value) })}
      onChange={(date) => onChange(toDay(date))}
      onClear={() => onChange('')}
    />
  );
};
