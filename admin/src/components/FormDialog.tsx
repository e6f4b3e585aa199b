import { Modal } from '@strapi/design-system';
import { type ReactNode, useState } from 'react';
import { Directed } from './Directed';

interface FormDialogProps {
  readonly title: string;
  /** The button that opens it. */
  readonly trigger: ReactNode;
  /** Told when the form has done what it is for. */
  onDone?(): void;
  /** Body and footer, made anew whenever it is opened. @param done closes the dialog */
  readonly children: (done: () => void) => ReactNode;
}

/** A button, and the form in a dialog that it opens. */
export const FormDialog = ({ title, trigger, onDone, children }: FormDialogProps) => {
  const [isOpen, setOpen] = useState(false);
  const done = (): void => {
    setOpen(false);
    onDone?.();
  };
  return (
    <Modal.Root open={isOpen} onOpenChange={setOpen}>
      <Modal.Trigger>{trigger}</Modal.Trigger>
      <Modal.Content>
        <Directed>
          <Modal.Header>
            <Modal.Title>{title}</Modal.Title>
          </Modal.Header>
          {isOpen && children(done)}
        </Directed>
      </Modal.Content>
    </Modal.Root>
  );
};
