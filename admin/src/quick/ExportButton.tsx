import { Button, Modal } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { Directed } from '../components/Directed';
import { useTellEnds } from '../hooks/useTellEnds';
import { useTranslate } from '../hooks/useTranslate';
import { LazyDialog } from './LazyDialog';
import type { Target } from './scopes';
import { useMayExport } from './useMayExport';
import { useTypeName } from './useTypeName';

const LIST: Target = { kind: 'list' };

const ListExport = ({ uid }: { readonly uid: string }) => {
  const t = useTranslate();
  const name = useTypeName(uid);
  const [isOpen, setOpen] = useState(false);
  // Whoever may not see the page of exports has no link in the menu that would do it.
  useTellEnds();
  return (
    <Modal.Root open={isOpen} onOpenChange={setOpen}>
      <Modal.Trigger>
        <Button size="S" variant="tertiary" startIcon={<Download />}>
          {t('quick.button')}
        </Button>
      </Modal.Trigger>
      <Modal.Content>
        <Directed>
          <Modal.Header closeLabel={t('quick.close')}>
            <Modal.Title>{t('quick.title', { name })}</Modal.Title>
          </Modal.Header>
          <LazyDialog uid={uid} target={LIST} onClose={() => setOpen(false)} />
        </Directed>
      </Modal.Content>
    </Modal.Root>
  );
};

/** In the list view of a content type that the caller may export. */
export const ExportButton = () => {
  const { slug = '' } = useParams();
  return useMayExport(slug) ? <ListExport uid={slug} /> : null;
};
