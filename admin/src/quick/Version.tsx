import { Typography } from '@strapi/design-system';
import { useTranslate } from '../hooks/useTranslate';
import type { Target } from './scopes';

/** Which version of a document is exported; rows are those that the list shows. */
export const Version = ({ target }: { readonly target: Target }) => {
  const t = useTranslate();
  if (target.kind !== 'document') return null;
  return <Typography tag="p">{t(`quick.version.${target.publication ?? 'only'}`)}</Typography>;
};
