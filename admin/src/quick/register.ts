import type { StrapiApp } from '@strapi/strapi/admin';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { ExportDocument, ExportSelected } from './actions';
import { ExportButton } from './ExportButton';

/** Of the content manager's functions, those that are used here. */
interface ContentManagerApis {
  addBulkAction(change: AddAction<typeof ExportSelected>): void;
  addDocumentAction(change: AddAction<typeof ExportDocument>): void;
}

/** An action of whoever has added it. */
interface OtherAction {
  readonly type?: string;
}

type AddAction<Action> = (actions: readonly OtherAction[]) => readonly (OtherAction | Action)[];

/** What deletes stands last. */
const beforeDelete =
  <Action>(action: Action): AddAction<Action> =>
  (actions) => {
    const at = actions.findIndex(({ type }) => type === 'delete');
    return at === -1 ? [...actions, action] : [...actions.slice(0, at), action, ...actions.slice(at)];
  };

/** Where exports begin in the content manager: its lists, the rows that are ticked there, and single documents. */
export const addToContentManager = ({ getPlugin }: Pick<StrapiApp, 'getPlugin'>): void => {
  const contentManager = getPlugin('content-manager');
  const { addBulkAction, addDocumentAction } = contentManager.apis as unknown as ContentManagerApis;
  contentManager.injectComponent('listView', 'actions', { name: `${PLUGIN_ID}.button`, Component: ExportButton });
  addBulkAction(beforeDelete(ExportSelected));
  addDocumentAction(beforeDelete(ExportDocument));
};
