import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import createKnex, { type Knex } from 'knex';
import { rowsOf } from '../../../server/src/row/row-block';
import { blockPages } from '../../../server/src/source/block-pages';
import type { Dialect } from '../../../server/src/source/database';
import { pagesByKey, rowPaging } from '../../../server/src/source/pages';
import type { RootQuery } from '../../../server/src/source/root-query';
import type { Query, RawRow, Session } from '../../../server/src/source/session';
import { createPacking } from '../../../server/src/source/sqlite-block';
import { openSqliteSession } from '../../../server/src/source/sqlite-session';

const knex = createKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
const real = openSqliteSession(knex, new AbortController().signal);

const DOCUMENTS = ['a', 'b', 'c', 'd', 'e'];

/** Two rows of each document, and many of one of them. */
const fill = async (many: string): Promise<string[]> => {
  await knex.schema.dropTableIfExists('t');
  await knex.schema.createTable('t', (table) => {
    table.increments();
    table.string('document_id');
    table.string('locale');
  });
  const rows = DOCUMENTS.flatMap((id) =>
    Array.from({ length: id === many ? 40 : 2 }, (_none, at) => ({ document_id: id, locale: `l${10 + at}` })),
  );
  await knex('t').insert(rows);
  return rows.map(({ document_id: id, locale }) => `${id} ${locale}`);
};

const root = {
  filtered: (): Knex.QueryBuilder => knex('t as t0'),
  unfiltered: (): Knex.QueryBuilder => knex('t as t0'),
  ...{ isDirect: true, key: 't0.document_id', keyAttribute: 'documentId', sort: [] },
  identity: [
    { column: 't0.document_id', by: 'value' },
    { column: 't0.locale', by: 'value' },
  ],
} satisfies RootQuery;

const FIELD = { type: 'text', convert: null } as const;

/** Both ways of reading pages, to their end. @param session stands between them and SQLite */
const READERS: Readonly<Record<string, (session: Session, count: number) => Promise<string[]>>> = {
  rows: async (session, count) => {
    const parts = { session, root, selected: ['t0.locale', 't0.document_id'] };
    const input = { ...parts, key: { name: 't0.document_id', index: 1, identity: root.identity } };
    const next = pagesByKey(input, rowPaging(input));
    const all: RawRow[] = [];
    for (let page = await next(count); page.length > 0; page = await next(count)) all.push(...page);
    return all.map(([locale, id]) => `${String(id)} ${String(locale)}`);
  },
  blocks: async (session, count) => {
    const key = { name: 't0.document_id', index: 1, identity: root.identity };
    const dialect = { createPacking, createBlocks: null, pageBatches: 1 } as unknown as Dialect;
    const next = blockPages({
      ...{ session, root, key, dialect, selected: ['t0.locale', 't0.document_id'] },
      ...{ fields: [FIELD], cells: count * 2, nextPage: () => Promise.reject(new Error('asked for rows')) },
    });
    const all: string[] = [];
    for (let parts = await next(); parts.length > 0; parts = await next()) {
      for (const part of parts) all.push(...rowsOf(part).map(([locale, id]) => `${String(id)} ${String(locale)}`));
    }
    return all;
  },
};

const through = (rows: (query: Query) => Promise<RawRow[]>): Session => ({ ...real, rows });

describe('pages of whole documents', () => {
  after(() => knex.destroy());

  for (const [name, read] of Object.entries(READERS)) {
    it(`have each row once, in order, however few rows a page has and a document (${name})`, async () => {
      for (const many of DOCUMENTS) {
        const expected = await fill(many);
        for (const count of [1, 2, 3, 7, 25, 39, 40, 41, 1_000]) {
          assert.deepEqual(await read(real, count), expected, `${count} rows a page, ${many}`);
        }
      }
    });

    it(`have rows without a document once as well (${name})`, async () => {
      const expected = await fill('none');
      await knex('t').insert(Array.from({ length: 30 }, (_none, at) => ({ document_id: null, locale: `n${10 + at}` })));
      for (const count of [1, 7, 30, 100]) {
        assert.deepEqual((await read(real, count)).slice(30), expected, `${count} rows a page`);
      }
    });

    it(`go on where a document was deleted between two queries (${name})`, async () => {
      for (const many of DOCUMENTS) {
        const others = (await fill(many)).filter((row) => !row.startsWith(many));
        let isDeleted = false;
        const session = through(async (query) => {
          const sql = 'nativeSql' in query ? query.nativeSql : query.toSQL().sql;
          // What asks for one document alone.
          if (/"?document_id`? = \?/.test(sql) && !isDeleted) {
            isDeleted = true;
            await knex('t').where({ document_id: many }).delete();
          }
          return real.rows(query);
        });
        assert.deepEqual(await read(session, 10), others, many);
        assert.ok(isDeleted);
      }
    });

    it(`end with an error where ids are no text, which come behind all text (${name})`, async () => {
      await fill('none');
      await knex('t').insert({ document_id: Buffer.from('f') as unknown as string, locale: 'x' });
      if (name === 'rows') assert.equal((await read(real, 10)).length, 11);
      else await assert.rejects(read(real, 10), /its id is no text/);
    });
  }

  it('are read as values where they are too long for one', async () => {
    const expected = await fill('c');
    let packed = 0;
    const session = through((query) => {
      if (!('nativeSql' in query) || !query.nativeSql.startsWith('with ')) return real.rows(query);
      packed += 1;
      if (packed < 3) return real.rows(query);
      return Promise.reject(Object.assign(new Error('string or blob too big'), { code: 'SQLITE_TOOBIG' }));
    });
    assert.deepEqual(await READERS.blocks?.(session, 3), expected);
    assert.equal(packed, 3);
  });

  it('fail with the database', async () => {
    await fill('none');
    const session = through(() => Promise.reject(new Error('disk I/O error')));
    await assert.rejects(READERS.blocks?.(session, 3) ?? Promise.resolve(), /disk I\/O/);
  });
});
