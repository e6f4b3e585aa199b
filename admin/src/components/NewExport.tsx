import { Alert, Box, EmptyStateLayout, Grid } from '@strapi/design-system';
import { EmptyPermissions } from '@strapi/icons/symbols';
import { useState } from 'react';
import type { Exporter } from '../../../shared/contracts/exporters';
import type { Format } from '../../../shared/formats';
import type { JobEvents } from '../hooks/useJobEvents';
import { useFormLink } from '../hooks/useFormLink';
import { useLoaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
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

/** The order in which people look for them. */
const FORMATS: readonly Format[] = ['csv', 'xlsx', 'json', 'ndjson'];

const Chooser = ({ api, events, exporters }: NewExportProps & { readonly exporters: readonly Exporter[] }) => {
  const t = useTranslate();
  const link = useFormLink();
  const [wanted, setWanted] = useState<Format>(FORMATS.find((one) => one === link.request.format) ?? 'csv');
  const only = exporters.length === 1 && link.exporter === null ? exporters[0] : undefined;
  const exporter = exporters.find(({ name }) => name === link.exporter) ?? only;
  const formats = FORMATS.filter((one) => exporter?.formats.includes(one) ?? true);
  // The wish outlives an exporter that does not have it.
  const format = formats.find((one) => one === wanted) ?? formats[0] ?? wanted;
  return (
    <>
      {link.exporter !== null && exporter === undefined && (
        <Box paddingBottom={5}>
          <Alert variant="danger" closeLabel={t('form.closed.close')} onClose={() => link.choose(null, format)}>
            {t('form.closed', { name: link.exporter })}
          </Alert>
        </Box>
      )}
      <Grid.Root gap={5}>
        <Grid.Item col={6} xs={12} alignItems="stretch">
          <ContentTypeField
            exporters={exporters}
            value={exporter?.name ?? null}
            onChange={(name) => link.choose(name, format)}
          />
        </Grid.Item>
        <Grid.Item col={6} xs={12} alignItems="stretch">
          <SelectField<Format>
            label={t('form.format')}
            value={format}
            options={formats.map((value) => ({ value, label: t(`format.${value}.long`) }))}
            onChange={setWanted}
          />
        </Grid.Item>
      </Grid.Root>
      {exporter !== undefined && (
        <ExportOptions key={link.formKey} api={api} name={exporter.name} format={format} link={link} events={events} />
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
