import type { StrapiApp } from '@strapi/strapi/admin';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { ExportDocument, ExportSelected } from './actions';
import { ExportButton } from './ExportButton';

/** Of the content manager's functions, those that are used here. */
interface ContentManagerApis {
  addBulkAction(actions: readonly (typeof ExportSelected)[]): void;
  addDocumentAction(actions: readonly (typeof ExportDocument)[]): void;
}

/** Where exports begin in the content manager: its lists, the rows that are ticked there, and single documents. */
export const addToContentManager = ({ getPlugin }: Pick<StrapiApp, 'getPlugin'>): void => {
  const contentManager = getPlugin('content-manager');
  const { addBulkAction, addDocumentAction } = contentManager.apis as unknown as ContentManagerApis;
  contentManager.injectComponent('listView', 'actions', { name: `${PLUGIN_ID}.button`, Component: ExportButton });
  addBulkAction([ExportSelected]);
  addDocumentAction([ExportDocument]);
};
