import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listRows } from '../../support/content-manager';
import { HOTEL, ORDER, SINK } from '../../support/content';
import { exportTable } from '../../support/http';
import { type KitchenCases, writeKitchenCases } from '../../support/kitchen-cases';
import type { Site } from '../../support/site';

/** What the super admin finds as in the panel. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  [HOTEL]: [
    ...['Grand', 'grand', 'hotel1', 'Inn & Spa', '"Villa"', 'Berlin', 'resort', 'nothing at all', 'ITT000000', '@'],
    ...['Hôtel', '%', '\\', '*', "'", 'null', 'true', '?', '??', '-', '2026-', 'e f'],
  ],
  [SINK]: ['Case', 'changed', '😀', '🏨', 'kitchen-sink-0', '#123456', 'camel', 'alpha', 'double quotes', '**bold**'],
  // Few of many: the panel lists by OFFSET.
  [ORDER]: ['folding 68', '-0000123', 'a,b'],
};

/** Numbers: Strapi looks in the digits of ids and numbers, we for equal numbers. */
const NUMBERS: readonly string[] = ['5', '4.5', '12', '0', '-3', '1e3', '0x10', '.5', '99999999999999999999'];

const idsOf = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id).sort((a, b) => a - b);

const found = async (site: Site, uid: string, search: string, key: 'search' | '_q'): Promise<number[]> => {
  const { rows } = await exportTable(site, uid, 'ndjson', { [key]: search, columns: 'id' });
  return (rows.flat() as number[]).sort((left, right) => left - right);
};

export const searchSuite = (site: () => Site): void => {
  describe('a search', () => {
    let cases: KitchenCases;
    before(async () => {
      cases = await writeKitchenCases(site());
    });
    after(() => cases.remove());

    for (const [uid, texts] of Object.entries(SAME)) {
      for (const text of texts) {
        it(`for ${JSON.stringify(text)} finds in ${uid} what the panel finds`, async () => {
          const expected = idsOf(await listRows(site(), uid, { _q: text }));
          for (const key of ['search', '_q'] as const) assert.deepEqual(await found(site(), uid, text, key), expected);
        });
      }
    }

    it('takes spaces around it for nothing, and an underscore for itself', async () => {
      // Strapi looks for the spaces too, and takes an underscore for any character.
      const grand = idsOf(await listRows(site(), HOTEL, { _q: 'Grand' }));
      assert.deepEqual(await found(site(), HOTEL, '  Grand ', 'search'), grand);
      assert.deepEqual(await found(site(), HOTEL, '_rand', 'search'), []);
    });

    for (const text of NUMBERS) {
      it(`for the number ${text} finds no hotel that the panel does not`, async () => {
        const expected = idsOf(await listRows(site(), HOTEL, { _q: text }));
        const actual = await found(site(), HOTEL, text, 'search');
        assert.deepEqual(
          actual.filter((id) => !expected.includes(id)),
          [],
        );
      });
    }

    it('does not look into private fields and passwords', async () => {
      for (const text of ['Must never leave', '$2a$10$playground']) {
        assert.deepEqual(await found(site(), SINK, text, 'search'), []);
      }
    });

    it('that is empty finds everything', async () => {
      const all = await found(site(), HOTEL, ' ', 'search');
      assert.deepEqual(all, idsOf(await listRows(site(), HOTEL, {})));
    });
  });
};
