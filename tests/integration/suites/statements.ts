import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOTEL, MAPPING } from '../../support/content';
import { exportTable } from '../../support/http';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';

/** The statements that Knex sends while something is done. */
const statementsOf = async ({ strapi }: Site, work: () => Promise<unknown>): Promise<string[]> => {
  const statements: string[] = [];
  const note = ({ sql }: { readonly sql: string }): number => statements.push(sql);
  strapi.db.connection.on('query', note);
  try {
    await work();
  } finally {
    strapi.db.connection.removeListener('query', note);
  }
  return statements;
};

/** On SQLite the plugin runs its statements on the connection itself, where nobody can listen. */
export const statementsSuite = (site: () => Site): void => {
  describe('an export of many pages', () => {
    it('asks what looks at other rows once, not for every page', async () => {
      const filters = JSON.stringify({ $not: { country: { name: { $eq: 'France' } } } });
      for (const query of [{ 'filters[__status]': 'published' }, { filters }]) {
        const sent = await statementsOf(site(), () =>
          withSetting(site(), 'batchCells', 100, () =>
            exportTable(site(), HOTEL, 'ndjson', { columns: 'id', ...query }),
          ),
        );
        const asking = sent.filter((sql) => /sibling|countries/.test(sql));
        assert.ok(sent.length > 5, `${sent.length} statements`);
        assert.ok(asking.length <= 1, `${asking.length} statements look at other rows`);
      }
    });

    it('reads related rows by their ids, without finding all that may be shown', async () => {
      const columns = 'id,hotel.name';
      const sent = await statementsOf(site(), () => exportTable(site(), MAPPING, 'ndjson', { columns }));
      const reading = sent.filter((sql) => /\bhotels\b/.test(sql) && /["`]name["`]/.test(sql));
      assert.ok(reading.length > 0);
      assert.deepEqual(
        reading.filter((sql) => sql.includes('allowed')),
        [],
      );
    });
  });
};
