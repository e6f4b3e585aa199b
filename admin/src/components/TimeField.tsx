import { Field, TimePicker } from '@strapi/design-system';

interface TimeFieldProps {
  readonly label: string;
  /** `07:00` */
  readonly value: string;
  onChange(time: string): void;
}

/** A time of the day. */
export const TimeField = ({ label, value, onChange }: TimeFieldProps) => (
  <Field.Root width="100%">
    <Field.Label>{label}</Field.Label>
    <TimePicker
      value={value}
      step={15}
      onChange={(time) => {
        // Empty while it is typed.
        if (/^\d{2}:\d{2}/.test(time)) onChange(time.slice(0, 5));
      }}
    />
  </Field.Root>
);
