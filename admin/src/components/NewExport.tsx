import { Alert, Box, EmptyStateLayout, Grid } from '@strapi/design-system';
import { EmptyPermissions } from '@strapi/icons/symbols';
import { useCallback, useState } from 'react';
import { useIntl } from 'react-intl';
import type { Exporter } from '../../../shared/contracts/exporters';
import { FORMATS } from '../../../shared/formats';
import type { JobEvents } from '../hooks/useJobEvents';
import { useFormLink } from '../hooks/useFormLink';
import { useLoaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import {
  ALL_FILE_KINDS,
  type FileKind,
  fileOf,
  type FileOptions,
  fileOptions,
  kindOf,
  kindsOf,
} from '../services/file-kinds';
import { Busy } from './Busy';
import { ContentTypeField } from './ContentTypeField';
import { ExportOptions } from './ExportOptions';
import { ProblemMessage } from './ProblemMessage';
import { Section } from './Section';
import { SelectField } from './SelectField';

interface NewExportProps {
  readonly api: Api;
  readonly events: JobEvents;
}

const Chooser = ({ api, events, exporters }: NewExportProps & { readonly exporters: readonly Exporter[] }) => {
  const t = useTranslate();
  const { locale } = useIntl();
  const link = useFormLink();
  const { formKey } = link;
  const [wish, setWish] = useState<{ readonly formKey: string; readonly file: FileOptions } | null>(null);
  // Another form, by a link, begins with a file of its own.
  const wanted = wish?.formKey === formKey ? wish.file : null;
  const only = exporters.length === 1 && link.exporter === null ? exporters[0] : undefined;
  const exporter = exporters.find(({ name }) => name === link.exporter) ?? only;
  const kinds = kindsOf(ALL_FILE_KINDS, exporter?.formats ?? FORMATS);
  const given = fileOf(link.request);
  /** What a request says of its file holds until another kind is chosen. */
  const fileFor = (one: FileKind, said: FileOptions | null): FileOptions =>
    said !== null && kindOf(said) === one ? said : fileOptions(one, locale);
  const asked = wanted ?? given;
  const usual = asked === null ? 'excel-csv' : kindOf(asked);
  // The wish outlives an exporter that does not have it.
  const kind = kinds.find((one) => one === usual) ?? kinds[0] ?? usual;
  const file = fileFor(kind, asked);
  const changeFile = useCallback((one: FileOptions) => setWish({ formKey, file: one }), [formKey]);
  return (
    <>
      {link.exporter !== null && exporter === undefined && (
        <Box paddingBottom={5}>
          <Alert variant="danger" closeLabel={t('form.closed.close')} onClose={() => link.choose(null, file)}>
            {t('form.closed', { name: link.exporter })}
          </Alert>
        </Box>
      )}
      <Grid.Root gap={5}>
        <Grid.Item col={6} xs={12} alignItems="stretch">
          <ContentTypeField
            exporters={exporters}
            value={exporter?.name ?? null}
            onChange={(name) => link.choose(name, file)}
          />
        </Grid.Item>
        <Grid.Item col={6} xs={12} alignItems="stretch">
          <SelectField<FileKind>
            label={t('form.format')}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(one) => changeFile(fileFor(one, given))}
          />
        </Grid.Item>
      </Grid.Root>
      {exporter !== undefined && (
        <ExportOptions
          key={formKey}
          api={api}
          name={exporter.name}
          file={file}
          changeFile={changeFile}
          link={link}
          events={events}
        />
      )}
    </>
  );
};

/** What is to be exported, and how. */
export const NewExport = ({ api, events }: NewExportProps) => {
  const t = useTranslate();
  const loaded = useLoaded(api.exporters);
  return (
    <Section title={t('form.title')}>
      {loaded.state === 'loading' && <Busy />}
      {loaded.state === 'failed' && <ProblemMessage problem={loaded.problem} again={loaded.again} />}
      {loaded.state === 'ready' && loaded.data.length === 0 && (
        <EmptyStateLayout shadow="none" icon={<EmptyPermissions width="16rem" />} content={t('form.nothing')} />
      )}
      {loaded.state === 'ready' && loaded.data.length > 0 && (
        <Chooser api={api} events={events} exporters={loaded.data} />
      )}
    </Section>
  );
};
