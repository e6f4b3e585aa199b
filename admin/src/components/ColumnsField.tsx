import { Field, Flex, MultiSelect, MultiSelectOption, TextButton } from '@strapi/design-system';
import type { ChangeForm } from '../hooks/useExportForm';
import { useTranslate } from '../hooks/useTranslate';
import { type ColumnChoice, defaultPaths } from '../services/columns';

interface ColumnsFieldProps {
  readonly choices: readonly ColumnChoice[];
  /** Labels of fields that are closed to the caller. */
  readonly locked: readonly string[];
  readonly value: readonly string[];
  readonly change: ChangeForm;
}

/** Which columns the file has. */
export const ColumnsField = ({ choices, locked, value, change }: ColumnsFieldProps) => {
  const t = useTranslate();
  const choose = (paths: readonly string[]): void => change({ kind: 'columns', paths });
  const hint = locked.length === 0 ? '' : t('form.columns.locked', { count: locked.length, names: locked.join(', ') });
  return (
    <Field.Root hint={hint} error={value.length === 0 && t('form.columns.missing')}>
      <Flex justifyContent="space-between" gap={4}>
        <Field.Label>{t('form.columns')}</Field.Label>
        <Flex gap={4}>
          <TextButton onClick={() => choose(choices.map(({ path }) => path))}>{t('form.columns.all')}</TextButton>
          <TextButton onClick={() => choose(defaultPaths(choices))}>{t('form.columns.default')}</TextButton>
        </Flex>
      </Flex>
      <MultiSelect
        value={[...value]}
        onChange={choose}
        placeholder={t('form.columns.placeholder')}
        customizeContent={(paths = []) => t('form.columns.count', { count: paths.length, total: choices.length })}
      >
        {choices.map(({ path, label }) => (
          <MultiSelectOption key={path} value={path}>
            {label}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};
