import { Modal } from '@strapi/design-system';
import { Busy } from '../components/Busy';
import type { DialogProps } from './dialog-props';
import { QuickContent } from './QuickContent';
import { useListColumns } from './useListColumns';

/** The body of the dialog that exports what somebody is looking at. */
export const QuickDialog = (props: DialogProps) => {
  const columns = useListColumns(props.uid);
  if (columns !== null) return <QuickContent {...props} listColumns={columns} />;
  return (
    <Modal.Body>
      <Busy />
    </Modal.Body>
  );
};
