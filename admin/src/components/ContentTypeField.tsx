import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import type { Exporter } from '../../../shared/contracts/exporters';
import { useTranslate } from '../hooks/useTranslate';
import { labelIn } from '../services/exporter-labels';

interface ContentTypeFieldProps {
  readonly exporters: readonly Exporter[];
  readonly value: string | null;
  onChange(name: string | null): void;
}

/** What is exported; typing narrows the list. */
export const ContentTypeField = ({ exporters, value, onChange }: ContentTypeFieldProps) => {
  const t = useTranslate();
  return (
    <Field.Root width="100%">
      <Field.Label>{t('form.content')}</Field.Label>
      <Combobox
        value={value ?? ''}
        autocomplete={{ type: 'list', filter: 'contains' }}
        placeholder={t('form.content.placeholder')}
        noOptionsMessage={() => t('form.content.none')}
        // Until what was chosen is cleared, the list has nothing else.
        clearLabel={t('value.clear')}
        onClear={() => onChange(null)}
        onChange={(name) => {
          if (exporters.some((exporter) => exporter.name === name)) onChange(name);
        }}
      >
        {exporters.map((exporter) => (
          <ComboboxOption key={exporter.name} value={exporter.name}>
            {labelIn(exporters, exporter)}
          </ComboboxOption>
        ))}
      </Combobox>
    </Field.Root>
  );
};
