import { Button, Field, Flex, Modal, Textarea, TextInput } from '@strapi/design-system';
import { useCallback, useState } from 'react';
import type { Preset } from '../../../shared/contracts/presets';
import { useLoaded } from '../hooks/useLoaded';
import { useSaving } from '../hooks/useSaving';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import type { GivenRequest } from '../services/form-link';
import { Busy } from './Busy';
import { ProblemMessage } from './ProblemMessage';
import { ShareField } from './ShareField';

interface PresetFormProps {
  readonly api: Api;
  readonly exporter: string;
  readonly request: GivenRequest;
  readonly presetId: string | null;
  onDone(): void;
}

const nothing = (): void => undefined;

/** Name, description and roles of a preset, new or there already. */
const Fields = ({ api, exporter, request, preset, onDone }: PresetFormProps & { readonly preset: Preset | null }) => {
  const t = useTranslate();
  const [name, setName] = useState(preset?.name ?? '');
  const [description, setDescription] = useState(preset?.description ?? '');
  const [sharedWith, setSharedWith] = useState(preset?.sharedWith ?? []);
  const { problem, isBusy, save } = useSaving(onDone);
  const own = preset?.isOwn === true && preset.exporter === exporter ? preset : null;

  const keep = (id: string | null): Promise<void> =>
    save(async () => {
      const text = description.trim() === '' ? null : description;
      const body = { name, description: text, exporter, request, sharedWith };
      const saved = await (id === null ? api.createPreset(body) : api.updatePreset(id, body));
      return t('preset.saved', { name: saved.name });
    });
  const isOff = isBusy || name.trim() === '';
  const create = (
    <Button variant={own === null ? 'default' : 'secondary'} disabled={isOff} onClick={() => void keep(null)}>
      {t(own === null ? 'preset.create' : 'preset.create-new')}
    </Button>
  );
  return (
    <>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Field.Root required>
            <Field.Label>{t('preset.name')}</Field.Label>
            <TextInput value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />
          </Field.Root>
          <Field.Root>
            <Field.Label>{t('preset.description')}</Field.Label>
            <Textarea value={description} maxLength={1_000} onChange={({ target }) => setDescription(target.value)} />
          </Field.Root>
          <ShareField api={api} value={sharedWith} onChange={setSharedWith} />
          {problem !== null && <ProblemMessage problem={problem} again={nothing} />}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{t('cancel')}</Button>
        </Modal.Close>
        <Flex gap={2}>
          {create}
          {own !== null && (
            <Button disabled={isOff} onClick={() => void keep(own.id)}>
              {t('preset.update')}
            </Button>
          )}
        </Flex>
      </Modal.Footer>
    </>
  );
};

/** As soon as the preset is there that the form began with. */
const Existing = ({ presetId, ...props }: PresetFormProps & { readonly presetId: string }) => {
  const { api } = props;
  const loaded = useLoaded(useCallback((signal: AbortSignal) => api.preset(presetId, signal), [api, presetId]));
  if (loaded.state === 'loading') return <Busy />;
  // What is gone, or not shared any more, can still be kept anew.
  const preset = loaded.state === 'ready' ? loaded.data : null;
  return <Fields {...props} presetId={presetId} preset={preset} />;
};

export const PresetForm = ({ presetId, ...props }: PresetFormProps) =>
  presetId === null ? <Fields {...props} presetId={null} preset={null} /> : <Existing {...props} presetId={presetId} />;
