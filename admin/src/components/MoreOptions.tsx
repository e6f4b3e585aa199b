import { Accordion, Box, Grid } from '@strapi/design-system';
import { memo } from 'react';
import type { Exporter } from '../../../shared/contracts/exporters';
import type { ChangeForm } from '../hooks/useExportForm';
import { useTranslate } from '../hooks/useTranslate';
import { DELIMITERS, type FileOptions } from '../services/file-kinds';
import { type FormOptions, optionsFor, sentOptions, usualOptions } from '../services/form-options';
import { DELIMITER_TEXTS } from '../services/option-texts';
import { OptionField } from './OptionField';
import { SelectField } from './SelectField';

interface MoreOptionsProps {
  readonly exporter: Pick<Exporter, 'label' | 'defaults'>;
  readonly file: FileOptions;
  readonly options: FormOptions;
  readonly changeFile: (file: FileOptions) => void;
  readonly change: ChangeForm;
}

/** How the file is written, for whoever is not served by what is usual. */
export const MoreOptions = memo(({ exporter, file, options, changeFile, change }: MoreOptionsProps) => {
  const t = useTranslate();
  const { label, defaults } = exporter;
  const { format, delimiter } = file;
  const usual = usualOptions(format, defaults);
  const offered = optionsFor(format);
  const sent = sentOptions(options, format, defaults);
  const count = offered.filter(({ key }) => sent[key] !== undefined).length;
  const more = t('options.more');
  const title = count === 0 ? more : t('settings.of', { name: more, value: t('options.changed', { count }) });
  return (
    <Accordion.Root collapsible>
      <Accordion.Item value="options">
        <Accordion.Header>
          <Accordion.Trigger>{title}</Accordion.Trigger>
        </Accordion.Header>
        <Accordion.Content>
          <Box padding={4}>
            <Grid.Root gap={5}>
              {format === 'csv' && (
                <Grid.Item col={6} xs={12} alignItems="stretch">
                  <SelectField
                    label={t('option.delimiter')}
                    hint={t('option.delimiter.hint')}
                    value={delimiter ?? ','}
                    options={DELIMITERS.map((value) => ({ value, label: t(DELIMITER_TEXTS[value]) }))}
                    onChange={(chosen) => changeFile({ ...file, delimiter: chosen })}
                  />
                </Grid.Item>
              )}
              {offered.map((option) => (
                <Grid.Item key={option.key} col={6} xs={12} alignItems="stretch">
                  <OptionField
                    option={option}
                    value={options[option.key]}
                    usual={usual[option.key]}
                    isExcel={format === 'xlsx'}
                    label={label}
                    onChange={(value) => change({ kind: 'option', key: option.key, value })}
                  />
                </Grid.Item>
              ))}
            </Grid.Root>
          </Box>
        </Accordion.Content>
      </Accordion.Item>
    </Accordion.Root>
  );
});
MoreOptions.displayName = 'MoreOptions';
