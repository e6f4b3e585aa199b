import { Box, Flex, IconButton, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { type ChangeForm, conditionFor } from '../hooks/useExportForm';
import { useTranslate } from '../hooks/useTranslate';
import type { ColumnChoice } from '../services/columns';
import { type Condition, operatorsFor, valueKind } from '../services/filters';
import { operatorText } from '../services/operator-texts';
import { ConditionValue } from './ConditionValue';

interface ConditionRowProps {
  /** From 1, to tell rows apart without seeing them. */
  readonly number: number;
  readonly condition: Condition;
  readonly fields: readonly ColumnChoice[];
  readonly change: ChangeForm;
}

/** One condition: field, operator, value. */
export const ConditionRow = ({ number, condition, fields, change }: ConditionRowProps) => {
  const t = useTranslate();
  const { id, path, operator, value } = condition;
  const field = fields.find((one) => one.path === path);
  if (field === undefined) return null;
  const operators = operatorsFor(field.type);
  const kind = valueKind(field.type);
  const set = (values: Partial<Omit<Condition, 'id'>>): void => change({ kind: 'change-condition', id, values });
  const chooseField = (chosen: string | number): void => {
    const next = fields.find((one) => one.path === chosen);
    if (next !== undefined) set(conditionFor(next));
  };
  const chooseOperator = (chosen: string | number): void => {
    const next = operators.find((one) => one === chosen);
    if (next !== undefined) set({ operator: next });
  };
  return (
    <Flex gap={2} alignItems="flex-start" wrap="wrap">
      <Box flex="2 1 16rem">
        <SingleSelect aria-label={t('condition.field', { number })} value={path} onChange={chooseField}>
          {fields.map((one) => (
            <SingleSelectOption key={one.path} value={one.path}>
              {one.label}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
      <Box flex="1 1 14rem">
        <SingleSelect aria-label={t('condition.operator', { number })} value={operator} onChange={chooseOperator}>
          {operators.map((one) => (
            <SingleSelectOption key={one} value={one}>
              {t(operatorText(one, kind === 'day'))}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
      <Box flex="2 1 16rem">
        <ConditionValue
          // Inputs keep their own text, which must not outlive the field.
          key={path}
          label={t('condition.value', { number })}
          kind={kind}
          value={value}
          onChange={(text) => set({ value: text })}
        />
      </Box>
      <IconButton
        label={t('condition.remove', { number })}
        size="L"
        onClick={() => change({ kind: 'remove-condition', id })}
      >
        <Trash />
      </IconButton>
    </Flex>
  );
};
