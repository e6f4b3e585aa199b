import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { until } from '../../support/until';
import { call, finishedJob, HOTEL, listJobs, readJob, submit } from '../support/api';
import { asPerson } from '../support/browser';
import { letExpire } from '../support/database';
import {
  becomeVisible,
  confirm,
  focused,
  openExports,
  openListPage,
  rowOf,
  rows,
  waitForState,
} from '../support/exports-page';

const PAGE_SIZE = 10;

const deleteFile = async (id: string): Promise<void> => {
  assert.equal((await call('DELETE', `/export/jobs/${id}?what=file`)).status, 204);
};

const waitForPage = async (page: Page, number: number, count: number): Promise<void> => {
  await page.waitForURL(new RegExp(`[?&]page=${number}(&|$)`));
  await rows(page)
    .nth(count - 1)
    .waitFor();
  assert.equal(await rows(page).count(), count);
};

export const listSuite = (browser: () => Browser): void => {
  describe('the list', () => {
    it('is read again when the page is looked at again', async () => {
      const id = await finishedJob(1);
      await asPerson(browser(), 'admin', async (page) => {
        await openExports(page);
        await waitForState(rowOf(page, id), 'Ready');
        await deleteFile(id);
        await becomeVisible(page);
        await waitForState(rowOf(page, id), 'Gone');
      });
    });

    it('says that a file was kept as long as agreed, and makes it again', async () => {
      const id = await finishedJob(1);
      await asPerson(browser(), 'admin', async (page) => {
        await openExports(page);
        const job = rowOf(page, id);
        await waitForState(job, 'Ready');
        await letExpire(id);
        await until('the file is gone', async () => (await readJob(id)).status === 'expired');
        await becomeVisible(page);
        await waitForState(job, 'Gone');
        await job.getByText('The file was kept as long as agreed, then deleted.').waitFor();
        assert.equal((await call('GET', `/export/jobs/${id}/download`)).status, 410);
        await job.getByRole('button', { name: 'Run the export of Hotel again' }).click();
        await page.getByText('The export of Hotel is ready.').waitFor();
        const [again] = await listJobs();
        assert.notEqual(again?.id, id);
        await rowOf(page, again?.id ?? '')
          .getByRole('button', { name: /Download/ })
          .waitFor();
      });
    });

    it('deletes no entry where it asked about a file, and where the entry goes, the focus goes to the heading', async () => {
      const id = await finishedJob(1);
      await asPerson(browser(), 'admin', async (page) => {
        await openExports(page);
        const job = rowOf(page, id);
        await waitForState(job, 'Ready');
        await deleteFile(id);
        await job.getByRole('button', { name: 'Delete the file of Hotel' }).click();
        await page.getByText(/The entry stays/).waitFor();
        await confirm(page);
        await waitForState(job, 'Gone');
        assert.equal((await readJob(id)).status, 'expired');
        await job.getByRole('button', { name: /Remove the export of Hotel/ }).press('Enter');
        await page.getByText(/removed from the list/).waitFor();
        await confirm(page);
        await page.getByText('Nothing yet.').waitFor();
        assert.equal((await call('GET', `/export/jobs/${id}`)).status, 404);
        assert.equal(await focused(page), 'H2 Your exports');
      });
    });

    it('shows the last page where the address names none, or its last entry is gone, and page one with a new job', async () => {
      const ids: string[] = [];
      for (let number = 1; number <= PAGE_SIZE + 1; number += 1) ids.push(await finishedJob(number));
      const [oldest = ''] = ids;
      await deleteFile(oldest);
      await asPerson(browser(), 'admin', async (page) => {
        await openListPage(page, 9);
        await waitForPage(page, 2, 1);
        await rowOf(page, oldest)
          .getByRole('button', { name: /Remove/ })
          .click();
        await confirm(page);
        await waitForPage(page, 1, PAGE_SIZE);

        const { id } = await submit(HOTEL, { format: 'csv', filters: { id: { $gt: -100 } } });
        const second = ids[1] ?? '';
        await deleteFile(second);
        await openListPage(page, 2);
        await rowOf(page, second)
          .getByRole('button', { name: /Run the export of Hotel again/ })
          .click();
        await waitForPage(page, 1, PAGE_SIZE);
        await page.getByText('The export of Hotel is ready.').waitFor();
        const shown = await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-job')));
        assert.equal(shown[1], id);
        assert.ok(!ids.includes(shown[0] ?? ''), 'the new job stands first');
      });
    });
  });
};
