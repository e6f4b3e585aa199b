import type { Core } from '@strapi/types';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { AUDIT_ENTRY } from '../../shared/uids';
import { isContent, type Model } from './access/schema';

interface Action {
  readonly section: 'contentTypes' | 'plugins' | 'settings';
  readonly displayName: string;
  readonly uid: string;
  readonly pluginName: string;
  readonly category?: string;
  readonly subCategory?: string;
  readonly subjects?: readonly string[];
  readonly options?: { readonly applyToProperties: readonly string[] };
}

interface PermissionService {
  readonly actionProvider: { registerMany(actions: readonly Action[]): Promise<void> };
}

const PLUGIN_ACTIONS: readonly Action[] = [
  { section: 'plugins', subCategory: 'general', displayName: 'Access the export page', uid: 'access' },
  { section: 'plugins', subCategory: 'jobs', displayName: "See everybody's exports", uid: 'jobs.read-all' },
  { section: 'plugins', subCategory: 'presets', displayName: 'Share presets with roles', uid: 'presets.share' },
  { section: 'plugins', subCategory: 'schedules', displayName: 'Schedule exports', uid: 'schedules.manage' },
  { section: 'plugins', subCategory: 'audit', displayName: 'Read the export log', uid: 'audit.read' },
  { section: 'plugins', subCategory: 'points', displayName: "See and change end users' points", uid: 'points.update' },
  {
    section: 'settings',
    category: 'export',
    subCategory: 'general',
    displayName: 'See the export settings',
    uid: 'settings.read',
  },
].map((action) => ({ ...action, pluginName: PLUGIN_ID }) as Action);

/**
 * Registers what roles can be given: an **Export** column in the role editor for every content type, with fields,
 * locales and conditions of its own, and the plugin's pages. Super admins hold all of it from the next start on; nobody
 * else holds anything until a role says so.
 */
export const registerPermissions = async (strapi: Core.Strapi): Promise<void> => {
  const models: readonly Model[] = Object.values(strapi.contentTypes);
  const exportAction: Action = {
    section: 'contentTypes',
    displayName: 'Export',
    uid: 'export',
    pluginName: PLUGIN_ID,
    // The log has a right of its own, below.
    subjects: models.filter((model) => isContent(model) && model.uid !== AUDIT_ENTRY).map(({ uid }) => uid),
    options: { applyToProperties: ['fields', 'locales'] },
  };
  const { actionProvider } = strapi.service('admin::permission') as unknown as PermissionService;
  await actionProvider.registerMany([exportAction, ...PLUGIN_ACTIONS]);
};
