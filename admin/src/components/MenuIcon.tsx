import { Download } from '@strapi/icons';
import type { ComponentProps } from 'react';
import { useTellEnds } from '../hooks/useTellEnds';

/** The icon of the menu's link: of all that a plugin has, what Strapi shows on every page. */
export const MenuIcon = (props: ComponentProps<typeof Download>) => {
  useTellEnds();
  return <Download {...props} />;
};
