import { useRBAC } from '@strapi/strapi/admin';
import type { Right } from '../services/permissions';

/** Whether whoever has signed in holds a right of the plugin's own; not, while that is not known. */
export const useHolds = (right: Right): boolean => {
  const { allowedActions } = useRBAC([...right]);
  // Strapi names each after the last word of the right; there is one.
  return Object.values(allowedActions).includes(true);
};
