import type { ReactNode } from 'react';
import { createGlobalStyle, styled } from 'styled-components';
import { useDirection } from '../hooks/useDirection';

/**
 * Of no size: what it holds lies in what is around it. The design system's lists and groups say `ltr` of themselves; of
 * fields only those for addresses and the like do, which are written so in every language.
 */
const Root = styled.div`
  display: contents;

  &[dir='rtl'] [dir='ltr']:not(input) {
    direction: rtl;
  }
`;

/**
 * Lists of fields, and questions before something is deleted, lie at the end of the document. These questions are told to
 * Strapi's dialog as plain texts: of anything else it makes no description, and shows it small and without its sign.
 */
const RightToLeftAbove = createGlobalStyle`
  [data-radix-popper-content-wrapper] [role='listbox'],
  [data-radix-popper-content-wrapper] [role='listbox'] [dir='ltr'],
  [role='alertdialog'] {
    direction: rtl;
  }

  [data-radix-popper-content-wrapper] [role='listbox'] [role='option'] {
    text-align: start;
  }
`;

/**
 * Gives what is the plugin's own the direction of its texts: Strapi has none for any language. Needed around each page, and
 * again within each dialog, which lies elsewhere in the document.
 */
export const Directed = ({ children }: { readonly children: ReactNode }) => {
  const direction = useDirection();
  return (
    <Root dir={direction}>
      {direction === 'rtl' && <RightToLeftAbove />}
      {children}
    </Root>
  );
};
