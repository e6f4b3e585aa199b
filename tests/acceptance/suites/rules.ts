import assert from 'node:assert/strict';
import { allowEndUsers } from '../../../playground/scripts/seed/people';
import { FORMATS } from '../../../shared/formats';
import { HOTEL, ORDER } from '../../support/content';
import { errorOf } from '../../support/http';
import { withSetting } from '../../support/run-export';
import type { Entry } from '../entry';
import { DOORS } from '../support/doors';
import { ask, csvOf, hotelsOf, mappingsOf, NOBODY, OWN_SUPPLIERS, refusal, sorted, USER } from '../support/hotels';

const CONTACT = 'api::contact.contact';

const OWN = { supplier_code: { $in: OWN_SUPPLIERS } };

type Row = Readonly<Record<string, unknown>>;

/** Names of a contact's hotel as the database has them, for contacts of hotels that somebody may see. */
const namesOf = (hotels: readonly Row[]): string[] =>
  hotels.flatMap(({ name, contacts }) => (contacts as Row[]).map(() => String(name))).sort();

/** What a site says of who sees which rows, at every door. */
export const ruleEntries: readonly Entry[] = [
  {
    id: 'B5',
    title: 'gives a general user the own suppliers at every door, and a user without suppliers nothing',
    check: async (site) => {
      const expected = {
        hotels: sorted(await hotelsOf(site, OWN), 'ittid'),
        mappings: sorted(await mappingsOf(site, OWN), 'provider_id'),
      };
      const all = sorted(await hotelsOf(site), 'ittid').length;
      assert.ok(expected.hotels.length > 0 && expected.hotels.length < all, 'the rule makes a difference');
      for (const { name, open } of DOORS) {
        for (const [exporter, column] of [
          ['hotels', 'ittid'],
          ['mappings', 'provider_id'],
        ] as const) {
          const what = `${exporter} by ${name}`;
          const found = await open(site, { exporter, column, email: USER });
          assert.equal(found.status, 200, what);
          assert.deepEqual(
            found.values ?? found.rows,
            found.values ? expected[exporter] : expected[exporter].length,
            what,
          );
          const refused = await open(site, { exporter, column, email: NOBODY });
          assert.deepEqual([refused.status, refused.code], [403, 'EXPORT_FORBIDDEN'], what);
        }
      }
    },
  },
  {
    id: 'B5',
    title: 'keeps hotels of others hidden where a relation leads to them, as values, in filters and in sorts',
    check: async (site) => {
      await allowEndUsers(site.strapi, 'authenticated', ['api::contact.contact.find', 'api::hotel.hotel.find']);
      await withSetting(site, 'contentApi.contentTypes', [CONTACT], async () => {
        const names = (query: Record<string, string> = {}) =>
          csvOf(site, CONTACT, { columns: 'name,hotel.name', ...query }, USER);
        const own = namesOf(await hotelsOf(site, OWN));
        const rows = await names();
        const shown = rows.map((row) => row['hotel.name'] ?? '').filter((name) => name !== '');
        assert.deepEqual(shown.sort(), own);
        assert.ok(rows.length > own.length, 'contacts of other hotels are there, their hotels are not');
        const [other] = await hotelsOf(site, { supplier_code: 'CORAL' });
        for (const condition of [
          { name: String(other?.name) },
          { supplier_code: 'CORAL' },
          { name: { $notNull: true } },
        ]) {
          const found = await names({ filters: JSON.stringify({ hotel: condition }) });
          assert.ok(
            found.every((row) => row['hotel.name'] !== ''),
            JSON.stringify(condition),
          );
          assert.equal(found.length, 'name' in condition && typeof condition.name === 'object' ? own.length : 0);
        }
        // A sort that knew the hidden names would put their contacts in an order.
        const order = async (direction: string) =>
          (await names({ sort: `hotel.name:${direction}` }))
            .filter((row) => row['hotel.name'] === '')
            .map(({ name }) => name);
        assert.deepEqual(await order('asc'), await order('desc'));
      });
    },
  },
  {
    id: 'B5',
    title: 'closes the content types themselves, and binds them as well, should they be opened',
    check: async (site) => {
      for (const uid of [HOTEL, ORDER]) {
        for (const format of FORMATS) {
          const answer = await ask(site, uid, format, {}, USER);
          assert.deepEqual([answer.status, errorOf(answer).code], [404, 'EXPORT_UNKNOWN_EXPORTER'], `${uid} ${format}`);
        }
      }
      // The boot refuses such a configuration.
      await withSetting(site, 'contentApi.contentTypes', [HOTEL, ORDER], async () => {
        assert.deepEqual(
          sorted(await csvOf(site, HOTEL, {}, USER), 'ittid'),
          sorted(await hotelsOf(site, OWN), 'ittid'),
        );
        assert.equal((await ask(site, HOTEL, 'csv', {}, NOBODY)).status, 403);
        const hidden = { columns: 'ebay_order_id,order_remark' };
        assert.equal((await refusal(site, ORDER, hidden, USER)).code, 'EXPORT_FIELD_FORBIDDEN');
        assert.equal((await ask(site, ORDER, 'csv', hidden)).status, 200, 'whom visibleTo admits');
      });
      const { status, field } = await refusal(site, 'mappings', { columns: 'ittid,hotel.supplier_code' }, USER);
      assert.deepEqual([status, field], [400, 'columns.1'], 'an exporter has its own columns alone');
      const mappings = await csvOf(site, 'mappings', { columns: 'hotel.name' }, USER);
      const own = new Set(sorted(await hotelsOf(site, OWN), 'name'));
      const names = mappings.map((row) => row.Hotel ?? '').filter((name) => name !== '');
      assert.ok(names.length > 0 && names.every((name) => own.has(name)), 'hotels behind mappings');
    },
  },
];
