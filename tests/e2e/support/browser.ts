import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { PASSWORD } from '../../../playground/scripts/seed/people';

/** Where the production site answers; `scripts/test-e2e.mjs` starts it. */
export const siteUrl = (): string => {
  const { E2E_URL } = process.env;
  if (E2E_URL === undefined) throw new Error('E2E_URL is missing: run npm run test:e2e.');
  return E2E_URL;
};

/** A browser as little talkative as Chromium can be; it must not look for the network that there is not. */
const ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

/** What marks the guided tour as seen: its overlay takes all clicks. */
const TOUR = JSON.stringify({
  tours: Object.fromEntries(
    ['contentTypeBuilder', 'contentManager', 'apiTokens', 'strapiCloud'].map((name) => [
      name,
      { currentStep: 0, isCompleted: true },
    ]),
  ),
  ...{ enabled: false, hidden: true, completedActions: [] },
});

/** Takes Strapi's own news off the top of every page. Their key has the installation's id at its end. */
const NO_NEWS = `
  const read = Storage.prototype.getItem;
  Storage.prototype.getItem = function (key) {
    return String(key).startsWith('STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED') ? 'true' : read.call(this, key);
  };
`;

/**
 * Strapi shows actions of the content manager as soon as the browser is idle. Without a screen Chromium may say that only
 * with the next frame, which nothing asks for.
 */
const BE_IDLE = `
  const whenIdle = window.requestIdleCallback.bind(window);
  window.requestIdleCallback = (callback, options) => whenIdle(callback, { timeout: 100, ...options });
`;

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.E2E_CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });

/** The names of the people that the seed makes, and of those that tests make. */
export type Person = 'admin' | 'editor' | 'reader' | 'pageless' | 'french';

const signIn = async (page: Page, person: Person): Promise<void> => {
  await page.getByLabel('Email*').fill(`${person}@example.com`);
  await page.getByLabel('Password*').fill(PASSWORD);
  await page.getByRole('button', { name: 'Login' }).click();
  await menu(page).getByRole('link', { name: 'Content Manager' }).waitFor();
};

/** Strapi's menu. Its links of plugins appear all at once. */
export const menu = (page: Page): Locator => page.getByRole('navigation').first();

/** Does something as somebody who has signed in, in a browser's window of their own. */
export const asPerson = async (
  browser: Browser,
  person: Person,
  work: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> => {
  const context = await browser.newContext({
    ...{ viewport: { width: 1440, height: 1000 }, locale: 'en-GB', acceptDownloads: true },
  });
  try {
    await context.addInitScript(`localStorage.setItem('STRAPI_GUIDED_TOUR', ${JSON.stringify(TOUR)})`);
    await context.addInitScript(NO_NEWS);
    await context.addInitScript(BE_IDLE);
    const page = await context.newPage();
    await page.goto(`${siteUrl()}/admin`);
    await signIn(page, person);
    await work(page, context);
  } finally {
    await context.close();
  }
};
