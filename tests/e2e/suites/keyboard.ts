import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { until } from '../../support/until';
import { ORDERS_TEXT } from '../support/api';
import { asPerson } from '../support/browser';

/** Presses Tab until something has the focus that a screen reader would call by this name. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  const most = 60;
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const { activeElement: element } = document;
      const ids = element?.getAttribute('aria-labelledby') ?? '';
      const labelledBy = document.getElementById(ids)?.textContent;
      const { labels } = element as Partial<HTMLInputElement>;
      return (
        element?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? labelledBy ?? element?.textContent ?? ''
      );
    });
    if (name.test(now.trim())) return;
  }
  assert.fail(`${String(name)} cannot be reached by Tab`);
};

const byKeyboard = async (page: Page): Promise<void> => {
  const { keyboard } = page;
  await tabTo(page, /^Exports$/);
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your exports' }).waitFor();
  await tabTo(page, /^Content type/);
  await keyboard.type('Order');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await page.getByText(new RegExp(`^${ORDERS_TEXT} rows, about .*Runs in the background`)).waitFor();
  await tabTo(page, /^Start export$/);
  await keyboard.press('Enter');
  // What is news is read aloud without being walked to.
  const ready = page.getByRole('status').filter({ hasText: 'The export of Order is ready.' });
  await ready.waitFor({ timeout: 60_000 });
  await tabTo(page, /^Download the export of Order/);
  const downloading = page.waitForEvent('download');
  await keyboard.press('Enter');
  assert.match((await downloading).suggestedFilename(), /\.csv$/);
  await tabTo(page, /^Delete the file of Order/);
  await keyboard.press('Enter');
  const question = page.getByRole('alertdialog');
  await question.waitFor();
  await keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  // It comes back in the turn after the one in which the dialog goes.
  await until('the focus is back', async () => {
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
    return focused.startsWith('Delete the file of Order');
  });
};

export const keyboardSuite = (browser: () => Browser): void => {
  describe('the keyboard alone', () => {
    it('leads from the menu to a finished file, and gives the focus back', () =>
      asPerson(browser(), 'admin', byKeyboard));
  });
};
