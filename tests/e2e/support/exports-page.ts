import type { Locator, Page } from 'playwright-core';
import type { SubmittedAnswer } from '../../../shared/contracts/jobs';
import { menu, siteUrl } from './browser';

/** The page of exports, as a person uses it. */
export const openExports = async (page: Page): Promise<void> => {
  await menu(page).getByRole('link', { name: 'Exports' }).click();
  await page.getByRole('heading', { name: 'Your exports' }).waitFor();
};

/** A page of the list, by its address. */
export const openListPage = async (page: Page, number: number): Promise<void> => {
  await page.goto(`${siteUrl()}/admin/plugins/content-export?page=${number}`);
  await page.getByRole('heading', { name: 'Your exports' }).waitFor();
};

/** Chooses one of a field's options, which appear and go with the field's list. */
export const choose = async (page: Page, field: string | RegExp, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

/** Adds a field to sort by; @param number its place, from 1 */
export const sortBy = async (page: Page, number: number, field: string, direction: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add a field to sort by' }).click();
  await choose(page, `Sort by, field ${number}`, field);
  await choose(page, `Direction of sort field ${number}`, direction);
};

/** What the form sorts by, as it is shown. */
export const sortedBy = (page: Page): Promise<readonly string[]> =>
  page
    .locator('li[data-sort]')
    .evaluateAll((rows) =>
      rows.map((row) =>
        Array.from(row.querySelectorAll('[role="combobox"]'), ({ textContent }) => textContent).join(', '),
      ),
    );

/** Presses the button that starts a job, and gives the id that the server answered with. */
export const start = async (page: Page): Promise<string> => {
  const answering = page.waitForResponse(
    (response) => response.request().method() === 'POST' && /\/export\/api[^/]+$/.test(response.url()),
  );
  await page.getByRole('button', { name: 'Start export' }).click();
  return ((await (await answering).json()) as SubmittedAnswer).data.id;
};

export const rows = (page: Page): Locator => page.locator('tr[data-job]');

export const rowOf = (page: Page, id: string): Locator => page.locator(`tr[data-job="${id}"]`);

/** Waits for the word that a row has for its job's state. */
export const waitForState = (row: Locator, word: string): Promise<void> =>
  row.getByText(word, { exact: true }).waitFor();

export const confirm = (page: Page): Promise<void> =>
  page.getByRole('alertdialog').getByRole('button', { name: 'Confirm' }).click();

/** What a browser tells the page when its tab is looked at again. */
export const becomeVisible = (page: Page): Promise<void> =>
  page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));

/** What would be read aloud of the element that has the keyboard's focus. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => `${document.activeElement?.tagName ?? ''} ${document.activeElement?.textContent ?? ''}`);

/** The name that a button without text gives to the focus. */
export const focusedLabel = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
