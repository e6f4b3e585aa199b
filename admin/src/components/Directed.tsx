import type { ReactNode } from 'react';
import { createGlobalStyle, styled } from 'styled-components';
import { useDirection } from '../hooks/useDirection';

/** Of no size: what it holds lies in what is around it. The design system's parts say `ltr` of themselves. */
const Root = styled.div`
  display: contents;

  &[dir='rtl'] [dir='ltr'] {
    direction: rtl;
  }
`;

/** Lists of fields open at the end of the document. */
const RightToLeftLists = createGlobalStyle`
  [data-radix-popper-content-wrapper] [dir='ltr'] {
    direction: rtl;
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
      {direction === 'rtl' && <RightToLeftLists />}
      {children}
    </Root>
  );
};
