import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useMemo } from 'react';
import { useTranslate } from '../hooks/useTranslate';

interface TimeZoneFieldProps {
  /** `Time zone`, where it is left out. */
  readonly label?: string;
  readonly hint?: string;
  readonly value: string;
  onChange(zone: string): void;
}

/** The zone that times are in; typing narrows the list. */
export const TimeZoneField = ({ label, hint, value, onChange }: TimeZoneFieldProps) => {
  const t = useTranslate();
  const zones = useMemo(() => [...new Set([value, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort(), [value]);
  return (
    <Field.Root width="100%" {...(hint !== undefined && { hint })}>
      <Field.Label>{label ?? t('schedule.zone')}</Field.Label>
      <Combobox
        value={value}
        // It shows no text for a value that it has from the beginning.
        defaultTextValue={value}
        autocomplete={{ type: 'list', filter: 'contains' }}
        onChange={(zone) => {
          if (zones.includes(zone)) onChange(zone);
        }}
      >
        {zones.map((zone) => (
          <ComboboxOption key={zone} value={zone}>
            {zone}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
    </Field.Root>
  );
};
