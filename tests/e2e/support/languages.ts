import type { Locator, Page } from 'playwright-core';
import ar from '../../../admin/src/translations/ar.json';
import de from '../../../admin/src/translations/de.json';
import en from '../../../admin/src/translations/en.json';
import es from '../../../admin/src/translations/es.json';
import fr from '../../../admin/src/translations/fr.json';
import { siteUrl } from './browser';

/** The panel's texts in each of its languages. */
export const TEXTS = { en, fr, de, es, ar };

export type Language = keyof typeof TEXTS;

/** The panel's pages of exports, the settings last. */
export const PAGES = [
  ...['', '/presets', '/schedules', '/points', '/log'].map((path) => `/plugins/content-export${path}`),
  '/settings/content-export',
];

/** In which language the panel is from the next page on. */
export const speak = (page: Page, language: Language): Promise<void> =>
  page.evaluate((code) => localStorage.setItem('strapi-admin-language', code), language);

/** Opens a page by its address, and gives its main part once it has a title. */
export const openPage = async (page: Page, path: string): Promise<Locator> => {
  await page.goto(`${siteUrl()}/admin${path}`);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  return page.getByRole('main');
};

export const directionOf = (region: Locator): Promise<string> =>
  region.evaluate((element) => getComputedStyle(element).direction);
