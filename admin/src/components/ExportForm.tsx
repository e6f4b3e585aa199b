import { Divider, Field, Flex, TextInput } from '@strapi/design-system';
import { useMemo } from 'react';
import type { ExporterDetails } from '../../../shared/contracts/exporters';
import { useAnswer } from '../hooks/useAnswer';
import { useExportForm } from '../hooks/useExportForm';
import type { FormLink } from '../hooks/useFormLink';
import type { JobEvents } from '../hooks/useJobEvents';
import { useTranslate } from '../hooks/useTranslate';
import { useWrittenForm } from '../hooks/useWrittenForm';
import type { Api } from '../services/api';
import type { FileOptions } from '../services/file-kinds';
import { choicesOf } from '../services/columns';
import { wrongFilters } from '../services/filter-problems';
import { fieldsOf } from '../services/own-filters';
import { gapOf, toBody } from '../services/request';
import { ColumnPicker } from './ColumnPicker';
import { Conditions } from './Conditions';
import { MoreOptions } from './MoreOptions';
import { OwnFilters } from './OwnFilters';
import { Preview } from './Preview';
import { SortField } from './SortField';
import { StartBar } from './StartBar';
import { VersionFields } from './VersionFields';

interface ExportFormProps {
  readonly api: Api;
  readonly exporter: ExporterDetails['data'];
  readonly file: FileOptions;
  readonly changeFile: (file: FileOptions) => void;
  readonly link: Pick<FormLink, 'request' | 'preset' | 'write'>;
  readonly events: JobEvents;
}

/** Columns, versions and rows of one content type, what the export would be, and the button that begins it. */
export const ExportForm = ({ api, exporter, file, changeFile, link, events }: ExportFormProps) => {
  const t = useTranslate();
  const { name, hasDrafts, columns, defaults } = exporter;
  const choices = useMemo(() => choicesOf(columns), [columns]);
  const fields = useMemo(() => fieldsOf(exporter), [exporter]);
  const [form, change] = useExportForm(link.request, choices, fields);
  const context = { file, choices, fields, hasDrafts, defaults };
  const gap = gapOf(form, context);
  const body = gap === null ? toBody(form, context) : null;
  const estimate = useAnswer(api.estimate, name, body);
  useWrittenForm(link.write, name, body);
  const problems = gap === null && estimate.state === 'failed' ? estimate.problem.fields : [];
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <ColumnPicker
        api={api}
        name={name}
        columns={columns}
        choices={choices}
        value={form.columns}
        format={file.format}
        change={change}
      />
      <VersionFields exporter={exporter} form={form} change={change} />
      <Field.Root>
        <Field.Label>{t('form.search')}</Field.Label>
        <TextInput
          value={form.search}
          placeholder={t('form.search.placeholder')}
          onChange={({ target }) => change({ kind: 'set', values: { search: target.value } })}
        />
      </Field.Root>
      <SortField choices={choices} value={form.sort} hasOwn={defaults.sort !== undefined} change={change} />
      {fields === null ? (
        <Conditions choices={choices} conditions={form.conditions} kept={form.kept} change={change} />
      ) : (
        <OwnFilters fields={fields} values={form.own} problems={problems} change={change} />
      )}
      <MoreOptions exporter={exporter} file={file} options={form.options} changeFile={changeFile} change={change} />
      <Divider />
      <StartBar
        api={api}
        name={name}
        body={body}
        gap={gap}
        toldAbove={wrongFilters(fields ?? [], problems)}
        estimate={estimate}
        presetId={link.preset}
        events={events}
      />
      <Preview api={api} name={name} body={body} columnCount={form.columns.length} />
    </Flex>
  );
};
