import type { Core } from '@strapi/types';
import { contentTypes } from '@strapi/utils';
import type { Model, Schema } from '../access/schema';

interface Locale {
  readonly code: string;
}

/** The parts of the i18n plugin that are asked for; it is one of Strapi's own plugins, but a site can switch it off. */
interface I18n {
  isLocalizedContentType(model: Model): boolean;
  find(): Promise<readonly Locale[]>;
  getDefaultLocale(): Promise<string>;
}

const i18nOf = (strapi: Core.Strapi): I18n | null => {
  const plugin = strapi.plugin('i18n') as Core.Plugin | undefined;
  if (plugin === undefined) return null;
  return { ...plugin.service<I18n>('content-types'), ...plugin.service<I18n>('locales') };
};

/** Reads the site's schema. */
export const createSchemaService = ({ strapi }: { readonly strapi: Core.Strapi }): Schema => {
  // The registry is Strapi's; `Model` names the part of it that exports read.
  const modelOf = (uid: string): Model | undefined => strapi.getModel(uid as never);
  return {
    model: modelOf,
    contentTypes: () => Object.keys(strapi.contentTypes),
    isPrivate: (model, attribute) => contentTypes.isPrivateAttribute(model as never, attribute),
    isLocalized: (model) => i18nOf(strapi)?.isLocalizedContentType(model) ?? false,
    locales: async () => ((await i18nOf(strapi)?.find()) ?? []).map(({ code }) => code),
    defaultLocale: async () => (await i18nOf(strapi)?.getDefaultLocale()) ?? 'en',
  };
};
