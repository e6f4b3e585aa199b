import { Button } from '@strapi/design-system';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import type { ExportBody } from '../services/request';
import { FormDialog } from './FormDialog';
import { PresetForm } from './PresetForm';

interface SavePresetProps {
  readonly api: Api;
  readonly exporter: string;
  /** `null` while there is nothing that could be kept. */
  readonly body: ExportBody | null;
  /** The preset that the form began with. */
  readonly presetId: string | null;
}

/** Keeps what the form asks for under a name. */
export const SavePreset = ({ api, exporter, body, presetId }: SavePresetProps) => {
  const t = useTranslate();
  const trigger = (
    <Button variant="tertiary" size="L" disabled={body === null}>
      {t('preset.save')}
    </Button>
  );
  return (
    <FormDialog title={t('preset.save')} trigger={trigger}>
      {(done) =>
        body !== null && (
          <PresetForm api={api} exporter={exporter} request={{ ...body }} presetId={presetId} onDone={done} />
        )
      }
    </FormDialog>
  );
};
