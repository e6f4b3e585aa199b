import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Document, findDocuments, HOTEL, ORDER, SINK } from '../../support/content';
import { exportTable } from '../../support/http';
import { runExport, withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';

const SAME = 10_000;

/** Orders that a sort by `item_name` cannot tell apart. */
const insertSameOrders = async (site: Site): Promise<void> => {
  const { tableName } = site.strapi.db.metadata.get(ORDER);
  const rows = Array.from({ length: SAME }, (_none, at) => ({
    document_id: `same${String(at).padStart(20, '0')}`,
    account_id: 'acc-same',
    item_name: 'The same',
    qty: at % 3 === 0 ? null : at % 7,
    published_at: site.database === 'sqlite' ? 1_767_225_600_000 : new Date(1_767_225_600_000),
  }));
  await site.strapi.db.connection.batchInsert(tableName, rows, 200);
};

const sameOrders = JSON.stringify({ account_id: { $eq: 'acc-same' } });

const lines = (file: Buffer): Document[] =>
  file
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Document);

const idsOf = (documents: readonly Document[]): string[] => documents.map(({ documentId }) => String(documentId));

export const orderSuite = (site: () => Site): void => {
  describe('the rows of an export', () => {
    before(() => insertSameOrders(site()));

    for (const sort of ['', 'item_name:asc', 'item_name:desc', 'qty:asc', 'qty:desc', 'account_id:desc,qty:asc']) {
      it(`come once each when ${SAME} of them compare equal, sorted by "${sort}"`, async () => {
        const query = { columns: 'documentId,qty', filters: sameOrders, ...(sort !== '' && { sort }) };
        const { rows } = await exportTable(site(), ORDER, 'ndjson', query);
        assert.equal(rows.length, SAME);
        assert.equal(new Set(rows.map(([id]) => id)).size, SAME);
        if (sort.includes('qty')) {
          const known = rows.map(([, qty]) => qty as number | null).filter((qty) => qty !== null);
          const sign = sort.endsWith('asc') ? 1 : -1;
          assert.ok(known.every((qty, at) => at === 0 || sign * (qty - (known[at - 1] ?? 0)) >= 0));
          const empty = rows.map(([, qty]) => qty === null);
          assert.equal(empty.filter((isEmpty, at) => at > 0 && isEmpty !== empty[at - 1]).length, 1, 'nulls together');
        }
      });
    }

    it('are sorted as the Document Service sorts them', async () => {
      const filters = { id: { $lte: 1_000 } };
      for (const sort of ['sale_date:desc', 'item_name:asc', 'sale_price_cents:asc,ebay_order_id:desc']) {
        const documents = await findDocuments(site(), ORDER, { sort: [...sort.split(','), 'id:asc'], filters });
        const query = { columns: 'documentId', sort, filters: JSON.stringify(filters) };
        const { rows } = await exportTable(site(), ORDER, 'ndjson', query);
        assert.deepEqual(rows.flat(), idsOf(documents));
      }
    });

    it('are complete where rows of several locales are left over on a type without locales', async () => {
      const { strapi } = site();
      const { tableName } = strapi.db.metadata.get(SINK);
      const published = site().database === 'sqlite' ? 1_767_225_600_000 : new Date(1_767_225_600_000);
      const rows = Array.from({ length: 150 }, (_none, at) => ({
        document_id: `left${String(Math.floor(at / 3)).padStart(20, '0')}`,
        locale: ['de', 'en', 'fr'][at % 3] ?? 'de',
        a_string: 'left over',
        published_at: published,
      }));
      await strapi.db.connection.batchInsert(tableName, rows, 50);
      try {
        for (const sort of ['', 'a_string:asc']) {
          const query = { columns: 'id', publication: 'published', ...(sort !== '' && { sort }) };
          const filters = JSON.stringify({ a_string: 'left over' });
          const table = await exportTable(site(), SINK, 'ndjson', { ...query, filters });
          assert.equal(table.rows.length, 150);
          assert.equal(new Set(table.rows.flat()).size, 150);
        }
      } finally {
        await strapi.db.getConnection(tableName).where('a_string', 'left over').delete();
      }
    });

    for (const sort of [[], [{ path: 'rating', direction: 'desc' }]]) {
      it(`come once each and none that stayed is missing while content changes, ${sort.length} sort keys`, async () => {
        const params = { status: 'published', locale: 'en', fields: ['documentId', 'rating'] };
        const atStart = await findDocuments(site(), HOTEL, params);
        const ids = idsOf(atStart);
        const documents = site().strapi.documents(HOTEL as never);
        const part = (from: number): string[] => ids.filter((_id, at) => at % 100 === from);
        const change = async (): Promise<void> => {
          for (const documentId of part(1)) await documents.publish({ documentId, locale: 'en' } as never);
          for (const documentId of part(2)) await documents.unpublish({ documentId, locale: 'en' } as never);
          for (const documentId of part(3)) await documents.delete({ documentId } as never);
          for (const documentId of part(4)) {
            await documents.update({ documentId, locale: 'en', data: { rating: 0.1 }, status: 'published' } as never);
          }
          for (const at of [1, 2, 3, 4, 5]) {
            const data = { ittid: `NEW${sort.length}${at}`, name: `New ${at}` };
            await documents.create({ data, locale: 'en', status: 'published' } as never);
          }
        };
        const columns = ['documentId', 'ittid', 'rating', 'country.code', 'mappings.provider_id'];
        const request = { exporter: HOTEL, format: 'ndjson', locale: 'en', columns, sort };
        const file = await withSetting(site(), 'batchCells', 100, () => runExport(site(), request, change));
        const rows = lines(file);
        const seen = idsOf(rows);
        assert.equal(new Set(seen).size, seen.length, 'twice');
        const gone = new Set([...part(2), ...part(3)]);
        const missing = ids.filter((id) => !seen.includes(id) && !gone.has(id));
        assert.deepEqual(missing, []);
        // With a snapshot the file is the state of one moment, whatever happened since.
        if (site().database !== 'sqlite') {
          assert.deepEqual([...seen].sort(), [...ids].sort());
          const ratings = new Map(atStart.map(({ documentId, rating }) => [documentId, rating]));
          for (const { documentId, rating } of rows) assert.equal(rating, ratings.get(documentId));
        }
        // A row is read together with its relations, so none is torn by a publication in between.
        assert.ok(
          rows.filter(({ ittid }) => !String(ittid).startsWith('NEW')).every(({ country }) => country !== null),
        );
      });
    }
  });
};
