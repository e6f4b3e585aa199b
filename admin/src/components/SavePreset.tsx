import { Button, Modal } from '@strapi/design-system';
import { useState } from 'react';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import type { ExportBody } from '../services/request';
import { Directed } from './Directed';
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
  const [isOpen, setOpen] = useState(false);
  return (
    <Modal.Root open={isOpen} onOpenChange={setOpen}>
      <Modal.Trigger>
        <Button variant="tertiary" size="L" disabled={body === null}>
          {t('preset.save')}
        </Button>
      </Modal.Trigger>
      <Modal.Content>
        <Directed>
          <Modal.Header>
            <Modal.Title>{t('preset.save')}</Modal.Title>
          </Modal.Header>
          {isOpen && body !== null && (
            <PresetForm
              api={api}
              exporter={exporter}
              request={{ ...body }}
              presetId={presetId}
              onDone={() => setOpen(false)}
            />
          )}
        </Directed>
      </Modal.Content>
    </Modal.Root>
  );
};
