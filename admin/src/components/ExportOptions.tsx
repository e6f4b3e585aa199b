import { Box } from '@strapi/design-system';
import { useCallback } from 'react';
import type { FormLink } from '../hooks/useFormLink';
import type { JobEvents } from '../hooks/useJobEvents';
import { useLoaded } from '../hooks/useLoaded';
import type { Api } from '../services/api';
import type { FileOptions } from '../services/file-kinds';
import { Busy } from './Busy';
import { ExportForm } from './ExportForm';
import { ProblemMessage } from './ProblemMessage';

interface ExportOptionsProps {
  readonly api: Api;
  readonly name: string;
  readonly file: FileOptions;
  readonly changeFile: (file: FileOptions) => void;
  readonly link: FormLink;
  readonly events: JobEvents;
}

/** What can be chosen for one content type, as soon as that is known. */
export const ExportOptions = ({ api, name, file, changeFile, link, events }: ExportOptionsProps) => {
  const loaded = useLoaded(useCallback((signal: AbortSignal) => api.exporter(name, signal), [api, name]));
  return (
    <Box paddingTop={5}>
      {loaded.state === 'loading' && <Busy />}
      {loaded.state === 'failed' && <ProblemMessage problem={loaded.problem} again={loaded.again} />}
      {loaded.state === 'ready' && (
        <ExportForm api={api} exporter={loaded.data} file={file} changeFile={changeFile} link={link} events={events} />
      )}
    </Box>
  );
};
