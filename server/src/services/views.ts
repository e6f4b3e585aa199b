import type { Core } from '@strapi/types';
import type { Model } from '../access/schema';
import type { View, Views } from '../plan/view';

interface FormField {
  readonly name: string;
}

/** The parts of the content manager's view configuration that are asked for. */
interface ViewConfiguration {
  readonly metadatas?: Readonly<
    Record<string, { readonly list?: { readonly label?: string }; readonly edit?: { readonly label?: string } }>
  >;
  readonly layouts?: {
    readonly list?: readonly string[];
    readonly edit?: readonly (readonly FormField[])[];
  };
}

interface ConfigurationService {
  findConfiguration(model: unknown): Promise<ViewConfiguration>;
}

const NO_VIEW: View = { labels: new Map(), order: [] };

const toView = ({ metadatas = {}, layouts = {} }: ViewConfiguration): View => {
  const labels = Object.entries(metadatas).flatMap(([attribute, { list, edit }]): [string, string][] => {
    const label = edit?.label ?? list?.label ?? '';
    return label === '' ? [] : [[attribute, label]];
  });
  const form = (layouts.edit ?? []).flat().map(({ name }) => name);
  return { labels: new Map(labels), order: [...new Set([...(layouts.list ?? []), ...form])] };
};

/** Reads what editors have set in "Configure the view"; a site can switch the content manager off. */
export const createViewsService = ({ strapi }: { readonly strapi: Core.Strapi }): { readonly views: Views } => ({
  views: async (uid) => {
    const plugin = strapi.plugin('content-manager') as Core.Plugin | undefined;
    const model = strapi.getModel(uid as never) as Pick<Model, 'modelType'> | undefined;
    if (plugin === undefined || model === undefined) return NO_VIEW;
    const name = model.modelType === 'component' ? 'components' : 'content-types';
    return toView(await plugin.service<ConfigurationService>(name).findConfiguration(model));
  },
});
