import { Flex, TextButton, Typography, useNotifyAT } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { memo, useEffect, useId, useRef } from 'react';
import type { ChangeForm } from '../hooks/useExportForm';
import { useTranslate } from '../hooks/useTranslate';
import type { ColumnChoice } from '../services/columns';
import { filterableOf } from '../services/filters';
import { moved, without } from '../services/list-edits';
import { changedRow, type EditSort, freeFields, nextField, type SortRow, withField } from '../services/sort-rows';
import { SortFieldRow } from './SortFieldRow';

interface SortFieldProps {
  readonly choices: readonly ColumnChoice[];
  readonly value: readonly SortRow[];
  /** Whether the exporter has an order of its own where nothing is chosen. */
  readonly hasOwn: boolean;
  readonly change: ChangeForm;
}

/** In which order the rows stand: by a field, where that is equal by the next one, and so on. */
export const SortField = memo(({ choices, value, hasOwn, change }: SortFieldProps) => {
  const t = useTranslate();
  const { notifyStatus } = useNotifyAT();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const fields = filterableOf(choices);
  const next = nextField(fields, value);
  const edit = (made: EditSort): void => change({ kind: 'sort', edit: made });

  const move = (from: number, by: number): void => {
    const path = value[from]?.path ?? '';
    const label = fields.find((one) => one.path === path)?.label ?? path;
    notifyStatus(t('sort.moved', { label, position: from + by + 1, total: value.length }));
    edit(moved(from, from + by));
  };

  // Whoever uses the keyboard goes on at the row that comes after a removed one, or where another can be added.
  const removed = useRef<number | null>(null);
  useEffect(() => {
    if (removed.current === null) return;
    const buttons = box.current?.querySelectorAll<HTMLElement>('[data-remove]') ?? [];
    const button = buttons[Math.min(removed.current, buttons.length - 1)];
    removed.current = null;
    (button ?? box.current?.querySelector('button'))?.focus();
  }, [value]);

  if (fields.length === 0 && value.length === 0) return null;
  return (
    <Flex ref={box} direction="column" alignItems="stretch" gap={2} role="group" aria-labelledby={id}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral800" id={id}>
        {t('form.sort')}
      </Typography>
      {value.length === 0 && (
        <Typography variant="pi" textColor="neutral600">
          {t(hasOwn ? 'form.sort.own' : 'form.sort.none')}
        </Typography>
      )}
      {value.length > 0 && (
        <Flex tag="ol" role="list" direction="column" alignItems="stretch" gap={2} aria-labelledby={id}>
          {value.map((row, at) => (
            <SortFieldRow
              key={row.id}
              number={at + 1}
              row={row}
              fields={freeFields(
                fields,
                value.filter((one) => one !== row),
              )}
              isLast={at === value.length - 1}
              onChange={(key) => edit(changedRow(row.id, key))}
              onMove={(by) => move(at, by)}
              onRemove={() => {
                removed.current = at;
                edit(without(at));
              }}
            />
          ))}
        </Flex>
      )}
      <Flex>
        {/* It keeps the keyboard's focus when the last field has been added. */}
        <TextButton
          startIcon={<Plus />}
          aria-disabled={next === null}
          onClick={() => {
            if (next !== null) edit(withField(next));
          }}
        >
          {t('sort.add')}
        </TextButton>
      </Flex>
    </Flex>
  );
});
SortField.displayName = 'SortField';
