import type { Grant } from '../access/access';
import type { Model, Schema } from '../access/schema';
import { problem } from '../errors/export-error';
import type { ExportRequest } from '../request/schema';

/** Stands for every locale that the requester may read. */
const ALL = '*';

const unknownLocale = (locale: string, locales: readonly string[]): Error => {
  const message = `${locale} is not one of ${locales.join(', ')}.`;
  return problem('EXPORT_UNKNOWN_LOCALE', 'locale', 'unknown_locale', message);
};

const forbiddenLocale = (locale: string, permitted: readonly string[]): Error => {
  const message = `${locale} is not readable for you: ${permitted.length === 0 ? 'no locale is' : permitted.join(', ')}.`;
  return problem('EXPORT_LOCALE_FORBIDDEN', 'locale', 'not_readable', message);
};

/** The site's locales whose rows the requester may read. */
export const readableLocales = async (schema: Schema, { locales: permitted }: Grant): Promise<readonly string[]> =>
  (await schema.locales()).filter((locale) => permitted?.includes(locale) ?? true);

/**
 * The locales whose rows are read: those that are asked for, or the site's default one, or where the requester may not
 * read that, the first one that they may.
 *
 * @returns `null` where the type has none
 * @throws ExportError `EXPORT_UNKNOWN_LOCALE`, `EXPORT_LOCALE_FORBIDDEN`
 */
export const localesOf = async (
  schema: Schema,
  model: Model,
  grant: Grant,
  asked: ExportRequest['locale'],
): Promise<readonly string[] | null> => {
  if (!schema.isLocalized(model)) {
    if (asked === undefined) return null;
    throw problem('EXPORT_UNKNOWN_LOCALE', 'locale', 'not_localised', `${model.uid} has no locales: leave locale out.`);
  }
  const existing = await schema.locales();
  const readable = await readableLocales(schema, grant);
  if (asked === undefined) {
    const standard = await schema.defaultLocale();
    const [first] = readable;
    if (first === undefined) throw forbiddenLocale(standard, readable);
    return [readable.includes(standard) ? standard : first];
  }
  const wanted = [...new Set([asked].flat())];
  const isAll = wanted.includes(ALL);
  if (isAll && readable.length === 0) throw forbiddenLocale(ALL, readable);
  for (const locale of wanted) {
    if (locale === ALL) continue;
    if (!existing.includes(locale)) throw unknownLocale(locale, existing);
    if (!readable.includes(locale)) throw forbiddenLocale(locale, readable);
  }
  return isAll ? readable : wanted;
};
