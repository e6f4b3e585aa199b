import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { PointAccountList } from '../../../shared/contracts/points';
import { call } from '../support/api';
import { asPerson, siteUrl } from '../support/browser';
import { openExports } from '../support/exports-page';

const account = async (name: string) => {
  const { data } = (await call('GET', '/export/points/accounts?pageSize=100')).body as PointAccountList;
  const found = data.find(({ ownerName }) => ownerName === name);
  assert.ok(found, `${name} has no account`);
  return found;
};

export const pointsSuite = (browser: () => Browser): void => {
  describe('the points of end users', () => {
    it('are seen with what changed them, given and taken', async () => {
      const { balance } = await account('user');
      const note = `Given by mistake ${Date.now()}`;
      await asPerson(browser(), 'admin', async (page) => {
        await openExports(page);
        await page.getByRole('link', { name: 'Points', exact: true }).click();
        const row = page.getByRole('row', { name: /^user / });
        await row.getByText(balance.toLocaleString('en'), { exact: true }).waitFor();
        await row.getByRole('button', { name: 'Points of user' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('row', { name: /Changed by hand.*Welcome.*playground.*\+100,000/ }).waitFor();
        const save = dialog.getByRole('button', { name: 'Save' });
        await dialog.getByLabel('Points*').fill('-250');
        assert.ok(await save.isDisabled(), 'a reason is needed');
        await dialog.getByLabel('Why*').fill(note);
        await save.click();
        const left = balance - 250;
        await page.getByText(`user has ${left.toLocaleString('en')} points now.`).waitFor();
        await row.getByText(left.toLocaleString('en'), { exact: true }).waitFor();
        assert.equal((await account('user')).balance, left);
        await row.getByRole('button', { name: 'Points of user' }).click();
        await dialog.getByRole('row', { name: new RegExp(`${note}.*admin@example\\.com.*-250`) }).waitFor();
        // More than there are cannot be taken.
        await dialog.getByLabel('Points*').fill('-1000000');
        await dialog.getByLabel('Why*').fill('All of them');
        await save.click();
        await dialog.getByRole('alert').waitFor();
        assert.equal((await account('user')).balance, left);
      });
    });

    it('are given to an end user by number, whom there must be', () =>
      asPerson(browser(), 'admin', async (page) => {
        await page.goto(`${siteUrl()}/admin/plugins/content-export/points`);
        await page.getByRole('button', { name: 'Give points to somebody' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('Number of the end user*').fill('4711');
        await dialog.getByLabel('Points*').fill('10');
        await dialog.getByLabel('Why*').fill('Test');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await dialog
          .getByRole('alert')
          .getByText(/end-user:4711/)
          .waitFor();
      }));

    it('are closed to whoever may not see them', () =>
      asPerson(browser(), 'editor', async (page) => {
        await openExports(page);
        assert.equal(await page.getByRole('link', { name: 'Points', exact: true }).count(), 0);
        await page.goto(`${siteUrl()}/admin/plugins/content-export/points`);
        await page.getByText("You don't have the permissions to access that content").waitFor();
      }));
  });
};
