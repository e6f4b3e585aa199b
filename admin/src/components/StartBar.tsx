import { Box, Flex } from '@strapi/design-system';
import { Download, Play } from '@strapi/icons';
import type { JobEvents } from '../hooks/useJobEvents';
import type { Loaded } from '../hooks/useLoaded';
import { useStartExport } from '../hooks/useStartExport';
import { useTranslate } from '../hooks/useTranslate';
import type { Api, Estimate } from '../services/api';
import { modeOf } from '../services/mode';
import type { ExportBody, FormGap } from '../services/request';
import { EstimateLine } from './EstimateLine';
import { SavePreset } from './SavePreset';
import { SteadyButton } from './SteadyButton';

interface StartBarProps {
  readonly api: Api;
  readonly name: string;
  readonly body: ExportBody | null;
  readonly gap: FormGap | null;
  /** Labels of wrong fields, where all that is wrong is told beside them. */
  readonly toldAbove: readonly string[];
  readonly estimate: Loaded<Estimate>;
  /** The preset that the form began with. */
  readonly presetId: string | null;
  readonly events: JobEvents;
}

/** What would happen, and the button that makes it happen. */
export const StartBar = ({ api, name, body, gap, toldAbove, estimate, presetId, events }: StartBarProps) => {
  const t = useTranslate();
  const { start, isStarting } = useStartExport(api, events);
  const mode = body === null ? null : modeOf(estimate);
  const begin = (): void => {
    if (body !== null && mode !== null) void start(name, body, mode);
  };
  return (
    <Flex justifyContent="space-between" alignItems="center" gap={4} wrap="wrap">
      <Box flex="1 1 30rem" role="status">
        <EstimateLine gap={gap} toldAbove={toldAbove} estimate={estimate} />
      </Box>
      <Flex gap={2}>
        <SavePreset api={api} exporter={name} body={body} presetId={presetId} />
        <SteadyButton
          size="L"
          startIcon={mode === 'direct' ? <Download /> : <Play />}
          isOff={mode === null || isStarting}
          aria-busy={isStarting}
          onClick={begin}
        >
          {t(mode === 'direct' ? 'start.download' : 'start.job')}
        </SteadyButton>
      </Flex>
    </Flex>
  );
};
