import { Box } from '@strapi/design-system';
import { useCallback } from 'react';
import type { Format } from '../../../shared/formats';
import { useLoaded } from '../hooks/useLoaded';
import { useProblemText } from '../hooks/useProblemText';
import type { Api } from '../services/api';
import { Busy } from './Busy';
import { ErrorMessage } from './ErrorMessage';
import { ExportForm } from './ExportForm';

interface ExportOptionsProps {
  readonly api: Api;
  readonly name: string;
  readonly format: Format;
  onJob(): void;
}

/** What can be chosen for one content type, as soon as that is known. */
export const ExportOptions = ({ api, name, format, onJob }: ExportOptionsProps) => {
  const problemText = useProblemText();
  const loaded = useLoaded(useCallback((signal: AbortSignal) => api.exporter(name, signal), [api, name]));
  return (
    <Box paddingTop={5}>
      {loaded.state === 'loading' && <Busy />}
      {loaded.state === 'failed' && <ErrorMessage>{problemText(loaded.problem)}</ErrorMessage>}
      {loaded.state === 'ready' && <ExportForm api={api} exporter={loaded.data} format={format} onJob={onJob} />}
    </Box>
  );
};
