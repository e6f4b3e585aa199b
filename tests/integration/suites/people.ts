import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ensureAdmin, ensureAdminRole } from '../../../playground/scripts/seed/people';
import type { Recipient, ShareableRole } from '../../../shared/contracts/people';
import { errorOf } from '../../support/http';
import { call, dataOf } from '../../support/jobs';
import type { Site } from '../../support/site';

/** Whom the panel can choose among. */
export const peopleSuite = (site: () => Site): void => {
  const ask = async (route: string, email = 'admin@example.com') =>
    call(site(), 'GET', `/export/${route}`, await site().adminToken(email));

  describe('the people whom the panel chooses among', () => {
    it('are roles, for whoever may share presets', async () => {
      const roles = dataOf<ShareableRole[]>(await ask('roles'));
      assert.ok(roles.some(({ code, name }) => code === 'export-editor' && name === 'export-editor'));
      const refused = await ask('roles', 'editor@example.com');
      assert.deepEqual([refused.status, errorOf(refused).rule], [403, 'no_right']);
    });

    it('are active users, for whoever may schedule, found by parts of their names', async () => {
      const role = await ensureAdminRole(site().strapi, 'export-editor-2', []);
      await ensureAdmin(site().strapi, 'found.by.search@example.com', role);
      const gone = await ensureAdmin(site().strapi, 'gone.by.search@example.com', role);
      await site()
        .strapi.db.query('admin::user')
        .update({ where: { id: gone.id }, data: { isActive: false } });
      const found = dataOf<Recipient[]>(await ask('recipients?search=BY.search'));
      assert.deepEqual(
        found.map(({ name }) => name),
        ['found.by.search@example.com'],
      );
      const all = dataOf<Recipient[]>(await ask('recipients'));
      assert.deepEqual(
        all.map(({ name }) => name),
        all.map(({ name }) => name).sort(),
      );
      assert.ok(all.length > 1);
      assert.equal((await ask('recipients', 'editor@example.com')).status, 403);
      assert.equal(errorOf(await ask('recipients?q=x')).field, 'q');
    });
  });
};
