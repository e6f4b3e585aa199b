import { Grid } from '@strapi/design-system';
import { memo } from 'react';
import { useIntl } from 'react-intl';
import type { Exporter } from '../../../shared/contracts/exporters';
import type { ChangeForm } from '../hooks/useExportForm';
import { useTranslate } from '../hooks/useTranslate';
import { ALL_LOCALES, type ExportForm, PUBLICATIONS } from '../services/request';
import { SelectField } from './SelectField';

interface VersionFieldsProps {
  readonly exporter: Pick<Exporter, 'hasDrafts' | 'locales'>;
  readonly form: Pick<ExportForm, 'publication' | 'locale'>;
  readonly change: ChangeForm;
}

/** Which of a document's versions and languages are exported, where it can have several. */
export const VersionFields = memo(({ exporter: { hasDrafts, locales }, form, change }: VersionFieldsProps) => {
  const t = useTranslate();
  const { formatDisplayName } = useIntl();
  if (!hasDrafts && locales === null) return null;
  const nameOf = (code: string): string => {
    const language = formatDisplayName(code, { type: 'language' });
    return language === undefined || language === code ? code : `${language} (${code})`;
  };
  return (
    <Grid.Root gap={5}>
      {hasDrafts && (
        <Grid.Item col={6} xs={12} alignItems="stretch">
          <SelectField
            label={t('form.publication')}
            value={form.publication}
            options={PUBLICATIONS.map((value) => ({ value, label: t(`publication.${value}`) }))}
            onChange={(publication) => change({ kind: 'set', values: { publication } })}
          />
        </Grid.Item>
      )}
      {locales !== null && (
        <Grid.Item col={6} xs={12} alignItems="stretch">
          <SelectField
            label={t('form.locale')}
            value={form.locale === '' ? 'default' : form.locale}
            options={[
              { value: 'default', label: t('form.locale.default') },
              ...locales.map((value) => ({ value, label: nameOf(value) })),
              { value: ALL_LOCALES, label: t('form.locale.all') },
            ]}
            onChange={(chosen) => change({ kind: 'set', values: { locale: chosen === 'default' ? '' : chosen } })}
          />
        </Grid.Item>
      )}
    </Grid.Root>
  );
});
VersionFields.displayName = 'VersionFields';
