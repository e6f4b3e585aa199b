import { useRBAC } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import { PLUGIN_ID } from '../../../shared/plugin-id';

/** Whether the caller has both rights that an export of a content type needs. `false` until that is known. */
export const useMayExport = (uid: string): boolean => {
  const permissions = useMemo(
    () =>
      [`plugin::${PLUGIN_ID}.export`, 'plugin::content-manager.explorer.read'].map((action) => ({
        action,
        subject: uid,
      })),
    [uid],
  );
  const { allowedActions, isLoading } = useRBAC(permissions);
  return !isLoading && allowedActions.canExport === true && allowedActions.canRead === true;
};
