import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
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

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.E2E_CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });

/** Signs somebody in, as a person does. */
export const signIn = async (browser: Browser, email: string): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await browser.newContext({
    ...{ viewport: { width: 1440, height: 1000 }, locale: 'en-GB', acceptDownloads: true },
  });
  await context.addInitScript(`localStorage.setItem('STRAPI_GUIDED_TOUR', ${JSON.stringify(TOUR)})`);
  const page = await context.newPage();
  await page.goto(`${siteUrl()}/admin`);
  await page.getByLabel('Email*').fill(email);
  await page.getByLabel('Password*').fill(PASSWORD);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.getByRole('link', { name: 'Content Manager' }).first().waitFor({ timeout: 30_000 });
  return { context, page };
};

/** Opens the page from the menu, and chooses what is exported. */
export const chooseContent = async (page: Page, label: string): Promise<void> => {
  await page.getByRole('link', { name: 'Exports' }).first().click();
  await page.getByRole('combobox', { name: /Content type/ }).click();
  await page.getByRole('option', { name: label, exact: true }).click();
};
