import { memo } from 'react';
import type { ChangeForm } from '../hooks/useExportForm';
import { useTranslate } from '../hooks/useTranslate';
import type { ColumnChoice } from '../services/columns';
import { filterableOf } from '../services/filters';
import type { SortKey } from '../services/request';
import { SelectField } from './SelectField';

interface SortFieldProps {
  readonly choices: readonly ColumnChoice[];
  readonly value: readonly SortKey[];
  readonly change: ChangeForm;
}

const DIRECTIONS = ['asc', 'desc'] as const;

const textOf = (sort: readonly SortKey[]): string =>
  sort.map(({ path, direction }) => `${path}:${direction}`).join(',');

/** In which order the rows stand: by one field; by several where a request came with that. */
export const SortField = memo(({ choices, value, change }: SortFieldProps) => {
  const t = useTranslate();
  const single = filterableOf(choices).flatMap(({ path, label }) =>
    DIRECTIONS.map((direction) => ({ sort: [{ path, direction }], label: t(`form.sort.${direction}`, { label }) })),
  );
  const isListed = value.length === 0 || single.some(({ sort }) => textOf(sort) === textOf(value));
  const several = { sort: value, label: t('form.sort.several', { fields: textOf(value).replace(/,/g, ', ') }) };
  const options: readonly { readonly sort: readonly SortKey[]; readonly label: string }[] = [
    { sort: [], label: t('form.sort.none') },
    ...(isListed ? [] : [several]),
    ...single,
  ];
  return (
    <SelectField
      label={t('form.sort')}
      value={textOf(value)}
      options={options.map(({ sort, label }) => ({ value: textOf(sort), label }))}
      onChange={(text) => {
        const chosen = options.find(({ sort }) => textOf(sort) === text);
        if (chosen !== undefined) change({ kind: 'set', values: { sort: chosen.sort } });
      }}
    />
  );
});
SortField.displayName = 'SortField';
