import type { Download, Locator, Page } from 'playwright-core';
import { siteUrl } from './browser';

/** A content manager's list, by its address, once its rows are there. */
export const openList = async (page: Page, uid: string, query = ''): Promise<void> => {
  await page.goto(`${siteUrl()}/admin/content-manager/collection-types/${uid}?${query}`);
  await page.getByRole('button', { name: 'View Settings' }).waitFor();
  await page.locator('table tbody tr').first().waitFor();
};

/** The button above a list. */
export const exportButton = (page: Page): Locator => page.getByRole('button', { name: 'Export', exact: true });

/** Shows or hides a column of the list, until somebody changes that. */
export const toggleColumns = async (page: Page, ...names: readonly string[]): Promise<void> => {
  await page.getByRole('button', { name: 'View Settings' }).click();
  for (const name of names) await page.getByRole('checkbox', { name, exact: true }).click();
  await page.keyboard.press('Escape');
};

/** The dialog, once it says what the export would be. */
export const quickDialog = async (page: Page): Promise<Locator> => {
  const dialog = page.getByRole('dialog', { name: /^Export / });
  await dialog
    .getByRole('status')
    .getByText(/row|Nothing matches/)
    .waitFor();
  return dialog;
};

export const openQuick = async (page: Page): Promise<Locator> => {
  await exportButton(page).click();
  return quickDialog(page);
};

/** The labels of one question's answers. */
export const answers = (dialog: Locator, question: string): Promise<string[]> =>
  dialog.getByRole('radiogroup', { name: question }).locator('label').allTextContents();

/** The names of the columns and the rows' cells of a list, without the box to tick and the menu. */
export const shownRows = async (page: Page): Promise<string[][]> => {
  const rows = await page.locator('table tbody tr').all();
  return Promise.all(rows.map(async (row) => (await row.locator('td').allTextContents()).slice(1, -1)));
};

/** Presses the dialog's button, and gives what the browser downloads. */
export const downloadFrom = async (page: Page, dialog: Locator): Promise<Download> => {
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const download = await downloading;
  await dialog.waitFor({ state: 'detached' });
  return download;
};
