import { Flex, TextButton, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { memo, useId } from 'react';
import type { ChangeForm } from '../hooks/useExportForm';
import { useTranslate } from '../hooks/useTranslate';
import type { ColumnChoice } from '../services/columns';
import { type Condition, filterableOf } from '../services/filters';
import type { ExportForm } from '../services/request';
import { ConditionRow } from './ConditionRow';

interface ConditionsProps {
  readonly choices: readonly ColumnChoice[];
  readonly conditions: readonly Condition[];
  /** Filters that there are no rows for. */
  readonly kept: ExportForm['kept'];
  readonly change: ChangeForm;
}

/** Which rows the file has: those that meet all conditions. */
export const Conditions = memo(({ choices, conditions, kept, change }: ConditionsProps) => {
  const t = useTranslate();
  const id = useId();
  const fields = filterableOf(choices);
  const [first] = fields;
  if (first === undefined && kept.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} role="group" aria-labelledby={id}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral800" id={id}>
        {t('form.conditions')}
      </Typography>
      {conditions.map((condition, at) => (
        <ConditionRow key={condition.id} number={at + 1} condition={condition} fields={fields} change={change} />
      ))}
      {kept.length > 0 && (
        <Flex gap={4} background="neutral100" hasRadius padding={3} justifyContent="space-between">
          <Typography textColor="neutral800">{t('form.kept', { count: kept.length })}</Typography>
          <TextButton onClick={() => change({ kind: 'set', values: { kept: [] } })}>{t('form.kept.remove')}</TextButton>
        </Flex>
      )}
      {first !== undefined && (
        <Flex>
          <TextButton startIcon={<Plus />} onClick={() => change({ kind: 'add-condition', field: first })}>
            {t('form.conditions.add')}
          </TextButton>
        </Flex>
      )}
    </Flex>
  );
});
Conditions.displayName = 'Conditions';
