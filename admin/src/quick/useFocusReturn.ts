import { useEffect, useState } from 'react';

/** An item of a menu goes with the menu; the button that opens it stays. */
const openerOf = (element: Element | null): Element | null => {
  const opener = element?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return opener == null ? element : document.getElementById(opener);
};

/** Gives the keyboard's focus back to what has opened a dialog. Strapi's dialogs of actions leave it nowhere. */
export const useFocusReturn = (): void => {
  // In the first render: afterwards the dialog has the focus.
  const [opener] = useState(() => openerOf(document.activeElement));
  useEffect(
    () => () => {
      // After the dialog has done what it does with the focus.
      setTimeout(() => {
        const { activeElement, body } = document;
        if (activeElement === body && opener instanceof HTMLElement) opener.focus();
      });
    },
    [opener],
  );
};
