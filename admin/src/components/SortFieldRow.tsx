import { Box, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Cross } from '@strapi/icons';
import { useTranslate } from '../hooks/useTranslate';
import type { ColumnChoice } from '../services/columns';
import { DIRECTIONS, type SortKey, type SortRow } from '../services/sort-rows';
import { RowButton } from './RowButton';

interface SortFieldRowProps {
  /** From 1, to tell rows apart without seeing them. */
  readonly number: number;
  readonly row: SortRow;
  /** What it can be sorted by in place of this. */
  readonly fields: readonly ColumnChoice[];
  readonly isLast: boolean;
  onChange(key: Partial<SortKey>): void;
  /** @param by how many places, upwards below zero */
  onMove(by: number): void;
  onRemove(): void;
}

/** One field that rows are sorted by, and in which direction. */
export const SortFieldRow = ({ number, row, fields, isLast, onChange, onMove, onRemove }: SortFieldRowProps) => {
  const t = useTranslate();
  const { path, direction } = row;
  // A request may sort by what no row of the form could: it stays until something else is chosen.
  const isListed = fields.some((one) => one.path === path);
  const options = [...(isListed ? [] : [{ path, label: path }]), ...fields];
  const choose = (chosen: string | number): void => {
    const next = DIRECTIONS.find((one) => one === chosen);
    if (next !== undefined) onChange({ direction: next });
  };
  return (
    <Flex tag="li" gap={2} wrap="wrap" data-sort={path}>
      <Box flex="2 1 16rem">
        <SingleSelect
          aria-label={t('sort.field', { number })}
          value={path}
          onChange={(chosen) => onChange({ path: String(chosen) })}
        >
          {options.map((one) => (
            <SingleSelectOption key={one.path} value={one.path}>
              {one.label}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
      <Box flex="1 1 14rem">
        <SingleSelect aria-label={t('sort.direction', { number })} value={direction} onChange={choose}>
          {DIRECTIONS.map((one) => (
            <SingleSelectOption key={one} value={one}>
              {t(`sort.direction.${one}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
      <Flex>
        <RowButton label={t('sort.up', { number })} isOff={number === 1} onClick={() => onMove(-1)}>
          <ArrowUp />
        </RowButton>
        <RowButton label={t('sort.down', { number })} isOff={isLast} onClick={() => onMove(1)}>
          <ArrowDown />
        </RowButton>
        <RowButton label={t('sort.remove', { number })} data-remove onClick={onRemove}>
          <Cross />
        </RowButton>
      </Flex>
    </Flex>
  );
};
