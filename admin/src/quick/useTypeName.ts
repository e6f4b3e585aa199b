import { unstable_useDocumentLayout } from '@strapi/strapi/admin';

/** What editors call a content type. */
export const useTypeName = (uid: string): string => unstable_useDocumentLayout(uid).list.settings.displayName ?? uid;
