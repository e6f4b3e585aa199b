import { Flex, Grid, Typography } from '@strapi/design-system';
import { memo, useId } from 'react';
import type { ChangeForm } from '../hooks/useExportForm';
import { useTranslate } from '../hooks/useTranslate';
import { problemOf } from '../services/filter-problems';
import type { FilterField } from '../services/own-filters';
import { type FilterValues, missingOf, valueOf } from '../services/own-values';
import type { FieldProblem } from '../services/problem';
import { OwnFilter } from './OwnFilter';

interface OwnFiltersProps {
  readonly fields: readonly FilterField[];
  readonly values: FilterValues;
  /** What the server found wrong with the form. */
  readonly problems: readonly FieldProblem[];
  readonly change: ChangeForm;
}

/** Which rows the file has, where the site says what can be asked for. */
export const OwnFilters = memo(({ fields, values, problems, change }: OwnFiltersProps) => {
  const t = useTranslate();
  const id = useId();
  if (fields.length === 0) return null;
  const missing = missingOf(fields, values);
  return (
    <Flex direction="column" alignItems="stretch" gap={3} role="group" aria-labelledby={id}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral800" id={id}>
        {t('form.filters')}
      </Typography>
      <Grid.Root gap={5}>
        {fields.map((field) => (
          <Grid.Item key={field.name} col={6} xs={12} alignItems="flex-start">
            <OwnFilter
              field={field}
              value={valueOf(field, values)}
              isMissing={missing.includes(field)}
              problem={problemOf(field, problems)}
              onChange={(value) => change({ kind: 'filter', name: field.name, value })}
            />
          </Grid.Item>
        ))}
      </Grid.Root>
    </Flex>
  );
});
OwnFilters.displayName = 'OwnFilters';
