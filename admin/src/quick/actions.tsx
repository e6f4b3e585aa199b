import { Download } from '@strapi/icons';
import { type ComponentType, type ReactNode, useMemo } from 'react';
import { useTranslate } from '../hooks/useTranslate';
import { createActionContent } from './action-dialog';
import type { Target } from './scopes';
import { useMayExport } from './useMayExport';
import { useTypeName } from './useTypeName';

interface Named {
  readonly documentId?: string;
}

/** What the content manager shows of an action. */
interface Action {
  readonly label: string;
  readonly icon: ReactNode;
  readonly variant?: 'tertiary';
  readonly position?: 'header';
  readonly dialog: {
    readonly type: 'modal';
    readonly title: string;
    readonly content: ComponentType<{ onClose(): void }>;
  };
}

interface BulkProps {
  readonly model: string;
  readonly documents: readonly Named[];
}

/** Exports the rows that are ticked. */
export const ExportSelected = ({ model, documents }: BulkProps): Action | null => {
  const t = useTranslate();
  const name = useTypeName(model);
  const content = useMemo(() => {
    const documentIds = documents.flatMap(({ documentId }) => documentId ?? []);
    return createActionContent(model, { kind: 'selected', documentIds });
  }, [model, documents]);
  if (!useMayExport(model)) return null;
  return {
    label: t('quick.selected', { count: documents.length }),
    icon: <Download />,
    variant: 'tertiary',
    dialog: { type: 'modal', title: t('quick.title', { name }), content },
  };
};

interface DocumentProps {
  readonly model: string;
  readonly document?: Named;
  readonly activeTab: 'draft' | 'published' | null;
}

/** Exports the document that is looked at, as it was saved; one that is new is not there yet. */
export const ExportDocument = ({ model, document, activeTab }: DocumentProps): Action | null => {
  const t = useTranslate();
  const id = document?.documentId;
  const content = useMemo(() => {
    const target: Target = { kind: 'document', documentId: id ?? '', publication: activeTab };
    return createActionContent(model, target);
  }, [model, id, activeTab]);
  const mayExport = useMayExport(model);
  if (!mayExport || id === undefined) return null;
  return {
    label: t('quick.button'),
    icon: <Download />,
    position: 'header',
    dialog: { type: 'modal', title: t('quick.title.document'), content },
  };
};
// Without it, the content manager would run the action in every row of its lists as well.
ExportDocument.position = 'header';
