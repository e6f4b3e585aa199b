import type { Locator, Page } from 'playwright-core';
import { formLink } from '../../../admin/src/services/form-link';
import { siteUrl } from './browser';

/** A line of the tree of what can be chosen, by the text that it begins with; `level` from 1. */
export const treeItem = (page: Page, name: string | RegExp, level = 1): Locator =>
  page.getByRole('treeitem', { name, exact: true }).and(page.locator(`[aria-level="${level}"]`));

/** The field for the name that a column has in the file. */
export const nameOf = (page: Page, label: string): Locator =>
  page.getByRole('textbox', { name: `Name of ${label} in the file` });

/** What the chosen columns are called, from top to bottom. */
export const chosenColumns = (page: Page): Promise<readonly string[]> =>
  page
    .locator('li[data-column] input')
    .evaluateAll((fields: HTMLInputElement[]) => fields.map(({ value, placeholder }) => value || placeholder));

/** A form that is filled in, as a link brings it. */
export const openForm = async (page: Page, exporter: string, request: Record<string, unknown>): Promise<void> => {
  await page.goto(`${siteUrl()}/admin${formLink(exporter, request)}`);
  await page.getByRole('tree').waitFor();
};
