import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { call, finishedJob } from '../support/api';
import { asPerson, menu, siteUrl } from '../support/browser';

/** What stands beside a name. */
const fact = async (page: Page, name: string): Promise<string> =>
  (await page
    .locator('dt', { hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::dd')
    .textContent()) ?? '';

const openSettings = async (page: Page): Promise<void> => {
  await menu(page).getByRole('link', { name: 'Settings' }).click();
  // Strapi's menu has a link of the same name.
  await page.locator('a[href$="/settings/content-export"]').click();
  await page.getByRole('heading', { name: 'Whether exports run' }).waitFor();
};

interface Webhook {
  readonly id: number;
  readonly name: string;
  readonly events: readonly string[];
}

export const settingsSuite = (browser: () => Browser): void => {
  describe('the settings', () => {
    it('show the configuration and whether jobs run', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openSettings(page);
        await page.getByText('Everything is running').waitFor();
        assert.equal(await fact(page, 'Rows of one export'), 'No limit');
        assert.equal(await fact(page, 'Runs in the background from'), '5,000 rows');
        assert.equal(await fact(page, 'Files'), '24 hours');
        assert.equal(await fact(page, 'Worker'), 'This process runs exports');
        assert.equal(await fact(page, 'Workers alive'), '1');
        // The supplier summary has a list of its own.
        assert.match(await fact(page, 'Addresses, by exporter'), /^supplier-summary: .*127\.0\.0\.1/);
      }));

    it('make webhooks for events that Strapi’s own page has no boxes for', async () => {
      await asPerson(browser(), 'admin', async (page) => {
        await openSettings(page);
        await page.getByLabel('Name*').fill('Chat');
        await page.getByLabel('Address*').fill('http://127.0.0.1/hook');
        await page.getByLabel('An export has failed').uncheck();
        await page.getByRole('button', { name: 'Create webhook' }).click();
        await page.getByText(/isn't reachable over the public internet/).waitFor();
        await page.getByLabel('Address*').fill('https://93.184.216.34/hook');
        await page.getByRole('button', { name: 'Create webhook' }).click();
        await page.getByText('The webhook Chat is there.').waitFor();
      });
      const { body } = await call('GET', '/admin/webhooks');
      const made = (body as { data: Webhook[] }).data.filter(({ name }) => name === 'Chat');
      assert.deepEqual(
        made.map(({ events }) => events),
        [['export.completed', 'export.schedule-paused']],
      );
      for (const { id } of made) await call('DELETE', `/admin/webhooks/${id}`);
    });

    it('are closed to whoever may not see them', () =>
      asPerson(browser(), 'editor', async (page) => {
        await page.goto(`${siteUrl()}/admin/settings/content-export`);
        await page.getByText("You don't have the permissions to access that content").waitFor();
      }));
  });

  describe('the home page', () => {
    it('shows the newest exports to whoever may see them', async () => {
      await finishedJob(1);
      await asPerson(browser(), 'admin', async (page) => {
        const widget = page
          .getByLabel('My exports')
          .or(page.locator('section', { hasText: 'My exports' }))
          .first();
        await widget.getByText('Hotel, CSV').waitFor();
        await widget.getByText('Ready', { exact: true }).waitFor();
        await widget.getByRole('link', { name: 'All exports' }).click();
        await page.getByRole('heading', { name: 'Your exports' }).waitFor();
      });
    });
  });
};
