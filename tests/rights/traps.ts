import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureAdmin, ensureAdminRole } from '../../playground/scripts/seed/people';
import type { AccessService } from '../../server/src/services/access';
import { type Asking, asking, filters, FORBIDDEN, NOTHING_AT_ALL, outcome, textOf } from './asking';
import { UIDS } from './content';
import { EXPORT, READ } from './role';
import type { Stage } from './stage';

/** The traps of Strapi's permissions that were reproduced before this plugin was written, each by its number. */
export const trapsSuite = (stage: () => Stage): void => {
  describe('the traps', () => {
    let to: Asking;
    before(() => {
      to = asking(stage());
    });

    it('trap 1: no right means no rows, though Strapi then builds no filter', async () => {
      for (const code of ['rights-nobody', 'rights-read-only', 'rights-export-only']) {
        const client = await stage().panelClient(code);
        for (const type of ['sink', 'item', 'hotel'] as const) {
          for (const format of ['csv', 'json', 'ndjson', 'xlsx']) {
            assert.equal(await to.outcomeOf(client, type, {}, format), NOTHING_AT_ALL, `${code} ${type} ${format}`);
          }
          assert.equal(await to.outcomeOf(client, type, filters({ id: { $notNull: true } })), NOTHING_AT_ALL);
        }
      }
    });

    it('trap 2: a readable relation opens no filter on a type that is not', async () => {
      const client = await stage().panelClient('rights-no-targets');
      const name = textOf('open', 'name');
      const conditions = [
        { shelf_item: { name: { $startsWith: name.slice(0, 4) } } },
        { shelf_item: { id: { $gt: 0 } } },
        { shelf_item: { $notNull: true } },
        { $or: [{ a_string: 'x' }, { $not: { $and: [{ tagged_items: { quantity: { $gt: 1 } } }] } }] },
        { hours: { item: { name } } },
        { parent: { shelf_item: { name } } },
      ];
      await to.all(client, 'sink', FORBIDDEN, conditions.map(filters));
      const secret = filters({ shelf_item: { secret: { $startsWith: 'c' } } });
      assert.equal(await to.outcomeOf(client, 'sink', secret), FORBIDDEN);
    });

    it('trap 2: the way back to the same type is checked again', async () => {
      const client = await stage().panelClient('rights-way-back');
      const back = (attribute: string, value: string) =>
        filters({ shelf_item: { shelf_sinks: { [attribute]: value } } });
      const denied = back('a_text', textOf('first', 'a_text'));
      assert.equal(await to.outcomeOf(client, 'sink', denied), FORBIDDEN);
      assert.equal(await to.outcomeOf(client, 'item', filters({ main_sink: { a_text: 'x' } })), FORBIDDEN);
      const permitted = back('a_string', textOf('first', 'a_string'));
      assert.equal((await to.rowsOf(client, 'sink', permitted)).length, 1);
    });

    it("trap 3: a readable relation comes out with its target's readable fields only", async () => {
      const client = await stage().panelClient('rights-names-of-targets');
      const rows = await to.rowsOf(client, 'sink', { columns: 'shelf_item.name,tagged_items.name' });
      const items = rows.flatMap(({ shelf_item, tagged_items }) => [shelf_item, tagged_items].flat());
      const names = new Set(items.flatMap((item) => Object.keys(item ?? {})));
      assert.deepEqual([...names], ['name']);
      assert.equal(await to.outcomeOf(client, 'sink', { columns: 'shelf_item.quantity' }), FORBIDDEN);
      const superAdmin = await stage().panelClient('super');
      const secret = { columns: 'shelf_item.secret' };
      assert.equal(await to.outcomeOf(superAdmin, 'sink', secret), '400 EXPORT_UNKNOWN_COLUMN');
    });

    it('trap 4: a search looks in readable fields only', async () => {
      const client = await stage().panelClient('rights-some-scalars');
      for (const path of ['a_text', 'an_email', 'a_uid', 'a_private_note']) {
        assert.deepEqual(await to.rowsOf(client, 'sink', { search: textOf('first', path) }), [], path);
        assert.deepEqual(await to.rowsOf(client, 'sink', { _q: textOf('first', path) }), [], path);
      }
      assert.equal((await to.rowsOf(client, 'sink', { _q: textOf('first', 'a_string') })).length, 1);
      const superAdmin = await stage().panelClient('super');
      assert.deepEqual(await to.rowsOf(superAdmin, 'sink', { _q: textOf('first', 'a_private_note') }), []);
    });

    it('trap 5: the fields of both rights count, not those of reading alone', async () => {
      const client = await stage().panelClient('rights-not-the-same');
      for (const path of ['a_text', 'a_richtext', 'seo.meta_title', 'seo.meta_description', 'shelf_item.name']) {
        assert.equal(await to.outcomeOf(client, 'sink', { columns: path }), FORBIDDEN, path);
      }
      await to.all(client, 'sink', FORBIDDEN, [
        { sort: 'a_text' },
        { sort: 'a_richtext:desc' },
        filters({ a_text: { $contains: 'c' } }),
        filters({ a_richtext: { $ne: 'c' } }),
        filters({ seo: { meta_title: 'x' } }),
        filters({ zone: { id: 1 } }),
      ]);
      assert.equal(await to.outcomeOf(client, 'sink', { columns: 'a_string' }), '200');
    });

    it('trap 6: default columns have no holes, and say what they leave out', async () => {
      const client = await stage().panelClient('rights-some-scalars');
      const answer = await to.ask(client, 'sink', {}, 'json');
      const { metadata, data } = JSON.parse(answer.body.toString()) as {
        readonly metadata: { readonly columns: readonly unknown[]; readonly leftOut: readonly { key: string }[] };
        readonly data: readonly Record<string, unknown>[];
      };
      assert.ok(metadata.columns.every((column) => typeof column === 'string' && column !== ''));
      assert.deepEqual(Object.keys(data[0] ?? {}), metadata.columns);
      assert.ok(metadata.leftOut.some(({ key }) => key === 'a_text'));
      for (const name of ['a_private_note', 'a_password', 'private_item', 'secret']) {
        assert.ok(!answer.body.includes(name), `${name} is named`);
      }
    });

    it('trap 7: a field that is readable in some rows only is not exported', async () => {
      for (const [code, rows] of [
        ['rights-more-of-own', 4],
        ['rights-two-conditions', 3],
      ] as const) {
        const client = await stage().panelClient(code);
        for (const path of ['a_text', 'a_richtext']) {
          assert.equal(await to.outcomeOf(client, 'sink', { columns: path }), FORBIDDEN, `${code} ${path}`);
          assert.equal(await to.outcomeOf(client, 'sink', filters({ [path]: { $ne: 'x' } })), FORBIDDEN);
          assert.equal(await to.outcomeOf(client, 'sink', { sort: path }), FORBIDDEN);
          assert.deepEqual(await to.rowsOf(client, 'sink', { search: textOf('first', path) }), []);
        }
        const ids = [...stage().written.documentIds.values()];
        const found = await to.rowsOf(client, 'sink', filters({ documentId: { $in: ids } }));
        assert.equal(found.length, rows, code);
      }
    });

    it('trap 8: locales hold, asked for or not', async () => {
      const client = await stage().panelClient('rights-french');
      const forbidden = '403 EXPORT_LOCALE_FORBIDDEN';
      await to.all(client, 'hotel', forbidden, [{ locale: 'en' }, { locale: 'fr,en' }, { 'locale[0]': 'en' }]);
      const named = (name: string) => filters({ name: textOf(name, 'name') });
      assert.equal((await to.rowsOf(client, 'hotel', named('hotel-fr'))).length, 1);
      for (const locale of ['fr', '*']) {
        assert.deepEqual(await to.rowsOf(client, 'hotel', { ...named('hotel-en'), locale }), []);
        const rows = await to.rowsOf(client, 'hotel', { columns: 'locale,localizations.name', locale });
        assert.ok(rows.every((row) => row.locale === 'fr' && JSON.stringify(row.localizations) === '[]'));
      }
      const english = filters({ localizations: { name: textOf('hotel-en', 'name') } });
      assert.equal(await to.outcomeOf(client, 'hotel', english), '400 EXPORT_INVALID_FILTER');
      assert.deepEqual(await to.rowsOf(client, 'sink', filters({ hotel: { city: textOf('hotel-en', 'city') } })), []);
    });

    it('trap 8: rows are of the locale that is meant, and of one that was removed nobody sees any', async () => {
      const superAdmin = await stage().panelClient('super');
      const table = stage().site.strapi.db.metadata.get(UIDS.hotel).tableName;
      const move = (from: string, locale: string) =>
        stage()
          .site.strapi.db.getConnection(table)
          .where({ document_id: stage().written.documentIds.get('hotel-fr'), locale: from })
          .update({ locale });
      for (const [query, expected] of [
        [{}, 'en'],
        [{ locale: 'fr' }, 'fr'],
      ] as const) {
        const rows = await to.rowsOf(superAdmin, 'hotel', { ...query, columns: 'locale' });
        assert.deepEqual([...new Set(rows.map(({ locale }) => locale))], [expected]);
      }
      await move('fr', 'xx');
      try {
        const query = { ...filters({ name: textOf('hotel-fr', 'name') }), locale: '*' };
        assert.deepEqual(await to.rowsOf(superAdmin, 'hotel', query), []);
        assert.equal(await to.outcomeOf(superAdmin, 'hotel', { locale: 'xx' }), '400 EXPORT_UNKNOWN_LOCALE');
      } finally {
        await move('xx', 'fr');
      }
    });

    it('trap 9: a dynamic zone is readable as a whole or not at all, less what is private in it', async () => {
      const without = await stage().panelClient('rights-some-scalars');
      const zone = ['zone.__component', 'zone.blocks.quote.text', 'zone:count', 'zone.blocks.gallery.images.name'];
      await to.all(without, 'sink', FORBIDDEN, [...zone.map((columns) => ({ columns })), filters({ zone: { id: 1 } })]);
      const client = await stage().panelClient('rights-zone');
      await to.all(
        client,
        'sink',
        '200',
        zone.map((columns) => ({ columns })),
      );
      const score = { columns: 'zone.blocks.gallery.keywords.secret_score' };
      assert.equal(await to.outcomeOf(client, 'sink', score), '400 EXPORT_UNKNOWN_COLUMN');
      assert.equal(
        await to.outcomeOf(client, 'sink', { columns: 'zone.shared.seo.meta_title' }),
        '400 EXPORT_UNKNOWN_COLUMN',
      );
    });

    it('trap 10: rights are those of the moment', async () => {
      const { site, watch } = stage();
      const rights = (fields: readonly string[]) =>
        [READ, EXPORT].map((action) => ({ action, subject: UIDS.sink, properties: { fields } }));
      const role = await ensureAdminRole(site.strapi, 'rights-changing', rights(['a_string', 'a_text']));
      const { id } = await ensureAdmin(site.strapi, 'changing@example.com', role);
      const caller = { code: 'rights-changing', roots: {} };
      const client = {
        ...stage().clientOf(caller, await site.adminToken('changing@example.com')),
        secrets: new Set<string>(),
      };
      const ask = async () => outcome(await watch.ask(client, `${UIDS.sink}/csv`, { columns: 'a_text' }));
      assert.equal(await ask(), '200');
      await ensureAdminRole(site.strapi, 'rights-changing', rights(['a_string']));
      assert.equal(await ask(), FORBIDDEN);
      await ensureAdminRole(site.strapi, 'rights-changing', []);
      assert.equal(await ask(), NOTHING_AT_ALL);
      await ensureAdminRole(site.strapi, 'rights-changing', rights(['a_string', 'a_text']));
      const access = site.strapi.plugin('content-export').service<AccessService>('access');
      assert.ok((await access.ofAdminUser('changing@example.com')) !== null);
      for (const state of [
        { isActive: false, blocked: false },
        { isActive: true, blocked: true },
      ]) {
        await site.strapi.db.query('admin::user').update({ where: { id }, data: state });
        assert.ok((await access.ofAdminUser('changing@example.com')) === null, JSON.stringify(state));
      }
      await site.strapi.db.query('admin::user').update({ where: { id }, data: { isActive: false, blocked: false } });
      assert.equal((await watch.ask(client, `${UIDS.sink}/csv`)).status, 401);
    });

    it('trap 11: what is no content is not there, whatever permissions say', async () => {
      const superAdmin = await stage().panelClient('super');
      const hidden = Object.values(stage().site.strapi.contentTypes)
        .map((model) => model as unknown as { uid: string; pluginOptions?: Record<string, { visible?: boolean }> })
        .filter(
          ({ uid, pluginOptions }) =>
            /^(?:admin|strapi)::/.test(uid) || pluginOptions?.['content-manager']?.visible === false,
        )
        .map(({ uid }) => uid)
        // The log of exports is hidden there, and has a right of its own.
        .filter((uid) => uid !== 'plugin::content-export.audit-entry');
      assert.ok(hidden.includes('admin::user') && hidden.includes('plugin::upload.file') && hidden.length > 10);
      for (const uid of [...hidden, 'shared.seo', 'admin::nothing', '__proto__', 'constructor']) {
        for (const format of ['csv', 'json']) {
          assert.equal(await to.outcomeOf(superAdmin, uid, {}, format), '404 EXPORT_UNKNOWN_EXPORTER', uid);
        }
      }
    });
  });
};
