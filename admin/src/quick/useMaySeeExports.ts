import { useRBAC } from '@strapi/strapi/admin';
import { ACCESS } from '../services/permissions';

const PERMISSIONS = [...ACCESS];

/** Whether the caller may see the page of exports. */
export const useMaySeeExports = (): boolean => useRBAC(PERMISSIONS).allowedActions.canAccess === true;
