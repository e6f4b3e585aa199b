import { Modal } from '@strapi/design-system';
import { lazy, Suspense } from 'react';
import { Busy } from '../components/Busy';
import type { DialogProps } from './dialog-props';

// So that the panel's start does not wait for what few of its pages need.
const QuickDialog = lazy(async () => ({ default: (await import('./QuickDialog')).QuickDialog }));

/** The dialog's content, once it is there. */
export const LazyDialog = (props: DialogProps) => (
  <Suspense
    fallback={
      <Modal.Body>
        <Busy />
      </Modal.Body>
    }
  >
    <QuickDialog {...props} />
  </Suspense>
);
