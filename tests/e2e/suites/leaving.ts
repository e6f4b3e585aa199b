import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { until } from '../../support/until';
import { listJobs } from '../support/api';
import { asPerson, menu, siteUrl } from '../support/browser';
import { becomeVisible, choose, openExports, openListPage } from '../support/exports-page';

/** Longer than the pause after which the list is asked for again, where that could help. */
const LONGER_THAN_A_PAUSE = 7_000;

/** The folder of the exports' files. */
const filesFolder = (): string => {
  const { E2E_FILES } = process.env;
  if (E2E_FILES === undefined) throw new Error('E2E_FILES is missing: run npm run test:e2e.');
  return E2E_FILES;
};

export const leavingSuite = (browser: () => Browser): void => {
  describe('the page', () => {
    it('starts a job although it is left before the server has answered, and does not bring anybody back', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openListPage(page, 2);
        await choose(page, /Content type/, 'Order');
        let letGo: () => void = () => undefined;
        const isLeft = new Promise<void>((resolve) => {
          letGo = resolve;
        });
        await page.route(/\/export\/api[^/]+order$/, async (route) => {
          await isLeft;
          await route.continue();
        });
        const asking = page.waitForRequest(/\/export\/api[^/]+order$/);
        await page.getByRole('button', { name: 'Start export' }).click();
        await asking;
        await menu(page).getByRole('link', { name: 'Content Manager' }).click();
        await page.waitForURL(/\/content-manager/);
        await page.getByRole('heading', { name: 'Your exports' }).waitFor({ state: 'detached' });
        assert.deepEqual(await listJobs(), [], 'the server was asked too early to tell anything');
        letGo();
        await page.getByText('The export of Order has begun.').waitFor();
        assert.equal((await listJobs()).length, 1);
        assert.match(page.url(), /\/content-manager/);
        assert.equal(await page.getByText(/does not answer/).count(), 0);
        const ready = page.getByRole('status').filter({ hasText: 'The export of Order is ready.' });
        await ready.getByRole('link', { name: 'Open exports' }).waitFor({ timeout: 60_000 });
      }));

    it('says that the session has ended, asks for nothing any more, and leads to the login', () =>
      asPerson(browser(), 'admin', async (page, context) => {
        await openExports(page);
        await page.getByText('Nothing yet.').waitFor();
        await context.clearCookies();
        await becomeVisible(page);
        const alert = page.getByRole('alert').filter({ hasText: 'Your session has ended.' });
        await alert.waitFor();
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        await page.waitForTimeout(LONGER_THAN_A_PAUSE);
        assert.deepEqual(asked, []);
        await alert.getByRole('button', { name: 'Sign in again' }).click();
        await page.getByLabel('Email*').waitFor();
      }));

    it('goes on after the server was away', () =>
      asPerson(browser(), 'admin', async (page, context) => {
        await openExports(page);
        await page.getByText('Nothing yet.').waitFor();
        await context.setOffline(true);
        await becomeVisible(page);
        const alert = page.getByRole('alert').filter({ hasText: 'The server does not answer.' });
        await alert.getByRole('button', { name: 'Try again' }).waitFor();
        await context.setOffline(false);
        await alert.waitFor({ state: 'detached' });
      }));

    it('says while it is so that jobs would not run', () =>
      asPerson(browser(), 'admin', async (page) => {
        const warning = page.getByRole('status').filter({ hasText: 'would not start now' });
        const lookUntil = (state: 'visible' | 'hidden'): Promise<void> =>
          until(
            `the warning is ${state}`,
            async () => {
              await becomeVisible(page);
              await page.waitForTimeout(500);
              return (await warning.isVisible()) === (state === 'visible');
            },
            30_000,
          );
        await openExports(page);
        await page.getByText('Nothing yet.').waitFor();
        const folder = filesFolder();
        await rename(folder, `${folder}.away`);
        try {
          await writeFile(folder, 'A file where a folder must be.');
          await lookUntil('visible');
        } finally {
          await rm(folder, { recursive: true });
          await rename(`${folder}.away`, folder);
        }
        await lookUntil('hidden');
        assert.equal(page.url(), `${siteUrl()}/admin/plugins/content-export`, 'nobody has reloaded it');
      }));
  });
};
