import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeRequest } from '../../../admin/src/services/form-link';
import type { Browser } from 'playwright-core';
import { readAndExport } from '../../../playground/scripts/seed/people';
import { cancel, fillPlaces, HOTEL, listJobs, ORDER, ORDERS_TEXT } from '../support/api';
import { asPerson, siteUrl } from '../support/browser';
import { linesOf } from '../support/downloads';
import { createPerson } from '../support/person';
import { answers, exportButton, openList, openQuick, quickDialog } from '../support/quick';

/** What the quick dialog says and does beside a download. */
export const quickStatesSuite = (browser: () => Browser): void => {
  describe('the states of the quick dialog', () => {
    it('starts a job for a large list, and tells on another page, loaded anew, that it is ready', async () => {
      // Until the other page is there, or the first one would tell it.
      const blockers = await fillPlaces(4);
      await asPerson(browser(), 'admin', async (page) => {
        await openList(page, ORDER);
        const dialog = await openQuick(page);
        await dialog
          .getByText(
            new RegExp(
              `^${ORDERS_TEXT} rows, 4 columns, about .*\\. Runs in the background; you are told here when it is ready\\.$`,
            ),
          )
          .waitFor();
        await dialog.getByRole('button', { name: 'Start export' }).click();
        await page.getByText('The export of Order has begun.').waitFor();
        await dialog.waitFor({ state: 'detached' });
        await page.goto(`${siteUrl()}/admin/settings`);
        for (const blocker of blockers) await cancel(blocker);
        const ready = page.getByRole('status').filter({ hasText: 'The export of Order is ready.' });
        await ready.waitFor({ timeout: 60_000 });
        const link = ready.getByRole('link', { name: 'Open exports' });
        assert.equal(await link.getAttribute('href'), '/admin/plugins/content-export');
        const [job] = await listJobs();
        assert.equal(job?.status, 'completed');
        assert.deepEqual(job.request.columns, [
          { path: 'id' },
          { path: 'ebay_order_id' },
          { path: 'sale_date' },
          { path: 'item_name' },
        ]);
      });
    });

    it('brings the file of a job by itself to whoever may not see the page of exports', async () => {
      await createPerson('pageless', readAndExport(ORDER, { properties: { fields: ['item_name'] }, conditions: [] }));
      await asPerson(browser(), 'pageless', async (page) => {
        await openList(page, ORDER, 'filters[$and][0][item_name][$startsWith]=%3DMug&plugins[i18n][locale]=en');
        const dialog = await openQuick(page);
        assert.match(
          (await answers(dialog, 'Which rows')).join(),
          new RegExp(`^What the list’s filters find \\(.*\\),Everything \\(${ORDERS_TEXT}\\)$`),
        );
        assert.equal(await dialog.getByRole('link', { name: 'Choose columns…' }).count(), 0);
        const downloading = page.waitForEvent('download', { timeout: 60_000 });
        await dialog.getByRole('button', { name: 'Start export' }).click();
        await page.getByText('The export of Order is ready.').waitFor({ timeout: 60_000 });
        const [header, ...lines] = await linesOf(await downloading);
        assert.deepEqual(header, ['id', 'item_name']);
        assert.ok(lines.length > 5_000 && lines.every(([, name]) => name?.startsWith("'=Mug")));
      });
    });

    it('hands over to the full form with all that it would have exported', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openList(page, HOTEL, 'filters[$and][0][stars][$gte]=4&sort=name:ASC');
        const dialog = await openQuick(page);
        await dialog.getByRole('link', { name: 'Choose columns…' }).click();
        await page.waitForURL(/\/plugins\/content-export\?/);
        const given = new URL(page.url()).searchParams;
        assert.equal(given.get('exporter'), HOTEL);
        assert.deepEqual(decodeRequest(given.get('request') ?? ''), {
          ...{ format: 'csv', flavor: 'excel', delimiter: ',', locale: 'en' },
          columns: ['id', 'ittid', 'name', 'supplier_code', '__status'],
          sort: [{ path: 'name', direction: 'asc' }],
          filters: { $and: [{ stars: { $gte: '4' } }] },
        });
      }));

    it('does not begin what is too large, and says why', () =>
      asPerson(browser(), 'admin', async (page) => {
        await page.route(/\/estimate$/, async (route) => {
          const response = await route.fetch();
          const { data } = (await response.json()) as { data: object };
          await route.fulfill({ response, json: { data: { ...data, maxRows: 100, isTooLarge: true } } });
        });
        await openList(page, HOTEL);
        const dialog = await openQuick(page);
        await dialog.getByText('110 rows are more than the 100 that one export may have.').waitFor();
        assert.ok(await dialog.getByRole('button', { name: 'Download' }).isDisabled());
      }));

    it('has nothing to export where nothing matches', () =>
      asPerson(browser(), 'admin', async (page) => {
        const query = 'filters[$and][0][name][$eq]=Nowhere';
        await page.goto(`${siteUrl()}/admin/content-manager/collection-types/${HOTEL}?${query}`);
        const dialog = await openQuick(page);
        await dialog.getByText('Nothing matches, so there is nothing to export.').waitFor();
        assert.ok(await dialog.getByRole('button', { name: 'Download' }).isDisabled());
        await dialog.getByRole('radio', { name: /^Everything/ }).click();
        await dialog.getByText(/^110 rows/).waitFor();
        assert.ok(await dialog.getByRole('button', { name: 'Download' }).isEnabled());
      }));

    it('says what went wrong, tries again, and gives the focus back to its button', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openList(page, HOTEL);
        await page.route(/\/estimate$/, (route) => route.abort());
        await exportButton(page).click();
        const dialog = page.getByRole('dialog', { name: 'Export Hotel' });
        const again = dialog.getByRole('button', { name: 'Try again' });
        await dialog.getByText('The server does not answer.').waitFor();
        await page.unroute(/\/estimate$/);
        await again.click();
        await quickDialog(page);
        await page.route(/\/tickets$/, (route) => route.abort());
        await dialog.getByRole('button', { name: 'Download' }).click();
        await dialog.getByRole('alert').getByText('The server does not answer.').waitFor();
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Export');
      }));
  });
};
