import { PLUGIN_ID } from '../../../shared/plugin-id';

type Texts = Readonly<Record<string, string>>;

/** The texts of one language, under keys that no other plugin has. Where there are none, English ones are shown. */
export const loadTexts = async (locale: string): Promise<Record<string, string>> => {
  try {
    // From a folder of its own: Vite leaves an import of a variable name beside this file as it is.
    const { default: texts } = (await import(`../translations/${locale}.json`)) as { readonly default: Texts };
    return Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${PLUGIN_ID}.${id}`, text]));
  } catch {
    return {};
  }
};
