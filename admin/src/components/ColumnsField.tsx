import { Field, Flex, MultiSelect, MultiSelectOption, TextButton } from '@strapi/design-system';
import type { ChangeForm } from '../hooks/useExportForm';
import { useTranslate } from '../hooks/useTranslate';
import { type ColumnPick, defaultPicks } from '../services/column-picks';
import type { ColumnChoice } from '../services/columns';

interface ColumnsFieldProps {
  readonly choices: readonly ColumnChoice[];
  /** Labels of fields that are closed to the caller. */
  readonly locked: readonly string[];
  readonly value: readonly ColumnPick[];
  readonly change: ChangeForm;
}

/** Which columns the file has. */
export const ColumnsField = ({ choices, locked, value, change }: ColumnsFieldProps) => {
  const t = useTranslate();
  const choose = (picks: readonly ColumnPick[]): void => change({ kind: 'columns', picks });
  /** What was chosen for a column stays, as does its place; a new one comes last. */
  const choosePaths = (paths: readonly string[]): void => {
    const kept = value.filter(({ path }) => paths.includes(path));
    const added = paths.filter((path) => !value.some((pick) => pick.path === path));
    choose([...kept, ...added.map((path) => ({ path }))]);
  };
  const hint = locked.length === 0 ? '' : t('form.columns.locked', { count: locked.length, names: locked.join(', ') });
  return (
    <Field.Root hint={hint} error={value.length === 0 && t('form.columns.missing')}>
      <Flex justifyContent="space-between" gap={4}>
        <Field.Label>{t('form.columns')}</Field.Label>
        <Flex gap={4}>
          <TextButton onClick={() => choosePaths(choices.map(({ path }) => path))}>{t('form.columns.all')}</TextButton>
          <TextButton onClick={() => choose(defaultPicks(choices))}>{t('form.columns.default')}</TextButton>
        </Flex>
      </Flex>
      <MultiSelect
        value={value.map(({ path }) => path)}
        onChange={choosePaths}
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
