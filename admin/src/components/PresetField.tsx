import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useCallback } from 'react';
import { useLoaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';

interface PresetFieldProps {
  readonly api: Api;
  /** An id. */
  readonly value: string | null;
  onChange(id: string): void;
}

/** The most that the server gives at once; an owner has no more than twice as many. */
const MOST = 100;

const useAllPresets = (api: Api) =>
  useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const { data, meta } = await api.presets(1, MOST, signal);
        const pages = Array.from({ length: Math.max(0, meta.pagination.pageCount - 1) }, (_, at) => at + 2);
        const rest = await Promise.all(pages.map((page) => api.presets(page, MOST, signal)));
        return [...data, ...rest.flatMap((page) => page.data)];
      },
      [api],
    ),
  );

/** Which preset is run. */
export const PresetField = ({ api, value, onChange }: PresetFieldProps) => {
  const t = useTranslate();
  const loaded = useAllPresets(api);
  const presets = loaded.state === 'ready' ? loaded.data : [];
  const isEmpty = loaded.state === 'ready' && presets.length === 0;
  return (
    <Field.Root required hint={isEmpty ? t('schedule.preset.none') : ''}>
      <Field.Label>{t('schedule.preset')}</Field.Label>
      <SingleSelect
        value={value ?? ''}
        placeholder={t('schedule.preset.choose')}
        disabled={presets.length === 0}
        onChange={(id) => onChange(String(id))}
      >
        {presets.map(({ id, name, label }) => (
          <SingleSelectOption key={id} value={id}>
            {`${name} (${label})`}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Hint />
    </Field.Root>
  );
};
