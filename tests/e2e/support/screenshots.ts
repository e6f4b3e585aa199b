import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

const WIDTH = 1440;
const HEIGHT = 1000;
const MOST = 3000;

/** How high a window would have to be for everything to be seen at once: Strapi scrolls within the page. */
const heightOfAll = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const scrolled = Array.from(document.querySelectorAll('body *')).filter((element) => {
      return element.contains(document.querySelector('main')) && element.scrollHeight > element.clientHeight;
    });
    return Math.max(window.innerHeight, ...scrolled.map((element) => element.scrollHeight));
  });

/**
 * Keeps what the page looks like, where a folder is named for that (`npm run test:e2e -- --screenshots`).
 *
 * @param region what it is about: the whole of a page, or what lies above it, which a window of another size would close
 * @param screen what the file is called
 */
export const keepScreenshot = async (page: Page, region: Locator, theme: string, screen: string): Promise<void> => {
  const { E2E_SCREENSHOTS: folder } = process.env;
  if (folder === undefined) return;
  const isPage = await region.evaluate((element) => element.tagName === 'MAIN');
  if (isPage) await page.setViewportSize({ width: WIDTH, height: Math.min(MOST, await heightOfAll(page)) });
  else await region.scrollIntoViewIfNeeded();
  const file = path.join(folder, theme, `${screen.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  if (isPage) await page.setViewportSize({ width: WIDTH, height: HEIGHT });
};
