import { Box, Field, Flex, Grid, TextButton, TextInput, Typography } from '@strapi/design-system';
import { Search } from '@strapi/icons';
import { type HTMLAttributes, type ReactNode, useId, useMemo, useState } from 'react';
import type { ColumnNode } from '../../../shared/contracts/exporters';
import type { Format } from '../../../shared/formats';
import { useColumnTree } from '../hooks/useColumnTree';
import type { ChangeForm } from '../hooks/useExportForm';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { chosenOf, withAll } from '../services/column-edits';
import { type ColumnPick, defaultPicks } from '../services/column-picks';
import type { ColumnChoice } from '../services/columns';
import { ChosenColumns } from './ChosenColumns';
import { ColumnTree } from './ColumnTree';

interface ColumnPickerProps {
  readonly api: Api;
  /** Of the exporter. */
  readonly name: string;
  readonly columns: readonly ColumnNode[];
  readonly choices: readonly ColumnChoice[];
  readonly value: readonly ColumnPick[];
  readonly format: Format;
  readonly change: ChangeForm;
}

interface PaneProps extends Pick<HTMLAttributes<HTMLElement>, 'role' | 'aria-labelledby' | 'aria-describedby'> {
  readonly height: string;
  readonly children: ReactNode;
}

/** A frame of a fixed height, within which its content scrolls. */
const Pane = ({ children, ...props }: PaneProps) => (
  <Box borderColor="neutral200" background="neutral0" hasRadius padding={1} overflow="auto" {...props}>
    {children}
  </Box>
);

/** Which columns the file has, in which order, under which names. */
export const ColumnPicker = ({ api, name, columns, choices, value, format, change }: ColumnPickerProps) => {
  const t = useTranslate();
  const id = useId();
  const [search, setSearch] = useState('');
  const { tree, found, load } = useColumnTree(api, name, columns, value);
  const chosen = useMemo(() => chosenOf(value), [value]);
  const isForPrograms = format === 'json' || format === 'ndjson';
  return (
    <Flex direction="column" alignItems="stretch" gap={2} role="group" aria-labelledby={`${id}-title`}>
      <Flex justifyContent="space-between" gap={4}>
        <Typography variant="pi" fontWeight="bold" textColor="neutral800" id={`${id}-title`}>
          {t('columns.title')}
        </Typography>
        <Flex gap={4}>
          <TextButton onClick={() => change({ kind: 'columns', edit: withAll(choices.map(({ path }) => path)) })}>
            {t('columns.all')}
          </TextButton>
          <TextButton onClick={() => change({ kind: 'columns', edit: () => defaultPicks(choices) })}>
            {t('columns.default')}
          </TextButton>
        </Flex>
      </Flex>
      <Grid.Root gap={5}>
        <Grid.Item col={5} xs={12} direction="column" alignItems="stretch" gap={2}>
          <Typography variant="pi" textColor="neutral600" id={`${id}-tree`}>
            {t('columns.tree')}
          </Typography>
          <TextInput
            size="S"
            aria-label={t('columns.search')}
            placeholder={t('columns.search')}
            startAction={<Search fill="neutral500" aria-hidden />}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
          <Pane height="40rem">
            <ColumnTree
              tree={tree}
              chosen={chosen}
              search={search}
              labelledBy={`${id}-tree`}
              load={load}
              change={change}
            />
          </Pane>
        </Grid.Item>
        <Grid.Item col={7} xs={12} direction="column" alignItems="stretch" gap={2}>
          <Typography variant="pi" textColor="neutral600" id={`${id}-chosen`}>
            {t('columns.chosen', { count: value.length })}
          </Typography>
          <Field.Root error={value.length === 0 && t('columns.missing')}>
            <Pane height="44rem" role="group" aria-labelledby={`${id}-chosen`} aria-describedby={`${id}-keyboard`}>
              <ChosenColumns picks={value} found={found} format={format} labelledBy={`${id}-chosen`} change={change} />
            </Pane>
            <Field.Error />
          </Field.Root>
          <Typography variant="pi" textColor="neutral600" id={`${id}-keyboard`}>
            {t('columns.keyboard')}
          </Typography>
          {isForPrograms && (
            <Typography variant="pi" textColor="neutral600">
              {t('columns.for-programs')}
            </Typography>
          )}
        </Grid.Item>
      </Grid.Root>
    </Flex>
  );
};
