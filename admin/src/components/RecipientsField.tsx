import { Field, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { useCallback } from 'react';
import type { Recipient } from '../../../shared/contracts/people';
import { useLoaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';

interface RecipientsFieldProps {
  readonly api: Api;
  readonly value: readonly Recipient[];
  onChange(recipients: readonly Recipient[]): void;
}

/** Who gets an export; nobody chosen stands for whoever schedules it. */
export const RecipientsField = ({ api, value, onChange }: RecipientsFieldProps) => {
  const t = useTranslate();
  const loaded = useLoaded(useCallback((signal: AbortSignal) => api.recipients('', signal), [api]));
  const found = loaded.state === 'ready' ? loaded.data : [];
  const people = [...value.filter(({ id }) => !found.some((one) => one.id === id)), ...found];
  return (
    <Field.Root hint={t('schedule.recipients.hint')}>
      <Field.Label>{t('schedule.recipients')}</Field.Label>
      <MultiSelect
        value={value.map(({ id }) => id)}
        placeholder={t('schedule.recipients.me')}
        withTags
        onChange={(ids) => onChange(people.filter(({ id }) => ids.includes(id)))}
      >
        {people.map(({ id, name }) => (
          <MultiSelectOption key={id} value={id}>
            {name}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      <Field.Hint />
    </Field.Root>
  );
};
