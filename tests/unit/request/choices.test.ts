import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRequest } from '../../../server/src/request/parse';
import { fromQueryString } from '../../../server/src/request/query-string';
import { refusal } from '../plan/schema';

const parse = (rest: object) => parseRequest({ exporter: 'api::a.a', format: 'csv', ...rest });

const column = (text: string): unknown => parse({ columns: [text] }).columns?.[0];

const CHOICES = ['join', 'count', 'first', 'rows', 'sheet'] as const;

describe("a column's choice for its list", () => {
  for (const choice of CHOICES) {
    it(`stands behind a colon: ${choice}`, () => {
      assert.deepEqual(column(`tags.name:${choice}`), { path: 'tags.name', toMany: choice });
      assert.deepEqual(column(` a:${choice} `), { path: 'a', toMany: choice });
      assert.deepEqual(column(`guests.api::tag.tag.name:${choice}`), {
        path: 'guests.api::tag.tag.name',
        toMany: choice,
      });
      assert.deepEqual(parse({ columns: [{ path: 'tags.name', toMany: choice }] }).columns, [
        column(`tags.name:${choice}`),
      ]);
    });

    it(`is not taken out of a name that ends like one: ${choice}`, () => {
      const paths = [`guests.api::${choice}`, `guests.api::${choice}.${choice}`, `guests.plugin::x.${choice}`, choice];
      const others = [
        `::${choice}`,
        `:${choice}`,
        `a.${choice}`,
        `a:${choice}s`,
        `a:${choice.toUpperCase()}`,
        `a:${choice}.b`,
      ];
      for (const path of [...paths, ...others, `a: ${choice}`, `guests.api::x:::${choice}`]) {
        assert.deepEqual(column(path), { path }, path);
      }
      assert.deepEqual(column(`guests.api::${choice}.${choice}.id:first`), {
        path: `guests.api::${choice}.${choice}.id`,
        toMany: 'first',
      });
    });
  }

  it('is the last one, and what stands before it belongs to the path', () => {
    assert.deepEqual(column('a:first:count'), { path: 'a:first', toMany: 'count' });
    assert.deepEqual(column('a\nb:count'), { path: 'a\nb', toMany: 'count' });
    assert.deepEqual(column('a:constructor'), { path: 'a:constructor' });
  });

  it('is not read out of the path of an object, which says it in a key of its own', () => {
    assert.deepEqual(parse({ columns: [{ path: 'tags:count' }] }).columns, [{ path: 'tags:count' }]);
  });

  it('is found in a query string of any form', () => {
    const columns = (query: object): unknown => parse(fromQueryString(query)).columns;
    const expected = [{ path: 'tags.name', toMany: 'first' }, { path: 'name' }, { path: 'zone', toMany: 'count' }];
    assert.deepEqual(columns({ columns: 'tags.name:first, name,zone:count' }), expected);
    assert.deepEqual(columns({ columns: ['tags.name:first', 'name', 'zone:count'] }), expected);
    assert.deepEqual(columns({ columns: { 3: 'tags.name:first', 5: 'name', 9: 'zone:count' } }), expected);
    assert.deepEqual(columns({ columns: [{ path: 'zone', toMany: 'count' }] }), [expected[2]]);
  });

  it('survives being stored', () => {
    const request = parse({ columns: ['tags.name:first', 'guests.api::rows.rows.id:sheet', 'name'] });
    assert.deepEqual(parseRequest(JSON.parse(JSON.stringify(request))), request);
  });

  it('takes time in proportion to the text', async () => {
    const before = performance.now();
    assert.deepEqual(column(`${':a'.repeat(499)}:x`), { path: `${':a'.repeat(499)}:x` });
    assert.equal(await refusal(() => column(':'.repeat(100_000))), 'EXPORT_INVALID_REQUEST columns.0 too_big');
    assert.ok(performance.now() - before < 1_000);
  });
});
