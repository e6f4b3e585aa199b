import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

interface Focused {
  readonly control: Element;
  readonly row: Element | null;
}

/** A dialog is outside of the list, but belongs to the control that has opened it. */
const isDialog = (element: Element | null): boolean => element?.closest('[role="alertdialog"]') != null;

/**
 * Keeps the place of whoever uses the keyboard: when the control that has the focus is taken away, its row's heading gets
 * it, or, where the row is gone as well, the list's.
 *
 * @returns handlers of the element around the rows
 */
export const useFocusRescue = (heading: RefObject<HTMLElement>) => {
  const last = useRef<Focused | null>(null);
  useEffect(() => {
    const { current } = last;
    if (current === null || current.control.isConnected || document.activeElement !== document.body) return;
    last.current = null;
    const row = current.row?.isConnected === true ? current.row.querySelector<HTMLElement>('th') : null;
    (row ?? heading.current)?.focus();
  });
  return {
    onFocus: ({ target, currentTarget }: FocusEvent): void => {
      // React passes on what happens in a dialog that a row has opened.
      if (currentTarget.contains(target)) last.current = { control: target, row: target.closest('tr') };
    },
    onBlur: ({ relatedTarget }: FocusEvent): void => {
      if (!isDialog(relatedTarget)) last.current = null;
    },
  };
};
