import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FORMATS } from '../../../shared/formats';
import { HOTEL, ORDER, SINK } from '../../support/content';
import { errorOf, exportTable, get, type Query } from '../../support/http';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';

interface BadRequest {
  readonly what: string;
  readonly route?: string;
  readonly query: Query;
  readonly status: number;
  readonly code: string;
  readonly field: string;
}

const filters = (value: unknown): Query => ({ filters: JSON.stringify(value) });

const INVALID = { status: 400, code: 'EXPORT_INVALID_REQUEST' };
const FILTER = { status: 400, code: 'EXPORT_INVALID_FILTER' };
const COLUMN = { status: 400, code: 'EXPORT_UNKNOWN_COLUMN' };

const BAD_REQUESTS: readonly BadRequest[] = [
  {
    what: 'an unknown exporter',
    route: 'api::no.no/csv',
    query: {},
    status: 404,
    code: 'EXPORT_UNKNOWN_EXPORTER',
    field: 'exporter',
  },
  {
    what: "one of Strapi's own tables",
    route: 'admin::user/csv',
    query: {},
    status: 404,
    code: 'EXPORT_UNKNOWN_EXPORTER',
    field: 'exporter',
  },
  { what: 'an unknown parameter', query: { colums: 'name' }, ...INVALID, field: 'colums' },
  { what: 'an option of another format', query: { pretty: 'true' }, ...INVALID, field: 'pretty' },
  { what: 'a wrong boolean', query: { gzip: 'yes' }, ...INVALID, field: 'gzip' },
  { what: 'an unknown delimiter', query: { delimiter: 'x' }, ...INVALID, field: 'delimiter' },
  { what: 'an unknown time zone', query: { timeZone: 'Mars/Olympus' }, ...INVALID, field: 'timeZone' },
  { what: 'an empty list of columns', query: { columns: ',' }, ...INVALID, field: 'columns' },
  { what: 'a column asked for twice', query: { columns: 'name,name' }, ...INVALID, field: 'columns.1' },
  { what: 'an unknown column', query: { columns: 'name,nope' }, ...COLUMN, field: 'columns.1' },
  { what: 'a relation without a field', query: { columns: 'country' }, ...COLUMN, field: 'columns.0' },
  { what: 'a field of a field', query: { columns: 'name.first' }, ...COLUMN, field: 'columns.0' },
  { what: 'an item of no kind', route: `${SINK}/csv`, query: { columns: 'zone.title' }, ...COLUMN, field: 'columns.0' },
  {
    what: 'a component that the zone does not take',
    route: `${SINK}/csv`,
    query: { columns: 'zone.shared.seo.meta_title' },
    ...COLUMN,
    field: 'columns.0',
  },
  {
    what: 'two lists as rows',
    query: { columns: 'contacts.email:rows,mappings.giata_code:rows' },
    ...INVALID,
    field: 'columns.1.toMany',
  },
  { what: 'a sheet in CSV', query: { columns: 'contacts.email:sheet' }, ...INVALID, field: 'columns.0.toMany' },
  { what: 'a choice where there is no list', query: { columns: 'name:count' }, ...COLUMN, field: 'columns.0' },
  {
    what: 'a sort over a list',
    query: { sort: 'contacts.email:asc' },
    status: 400,
    code: 'EXPORT_INVALID_SORT',
    field: 'sort.0',
  },
  {
    what: 'more conditions than a database takes',
    query: filters({ $or: Array.from({ length: 501 }, (_none, at) => ({ stars: at })) }),
    ...FILTER,
    field: 'filters',
  },
  { what: 'filters that are no JSON', query: { filters: '{' }, ...INVALID, field: 'filters' },
  { what: 'a filter on an unknown field', query: filters({ nope: 1 }), ...FILTER, field: 'filters.nope' },
  { what: 'an unknown operator', query: filters({ rating: { $above: 1 } }), ...FILTER, field: 'filters.rating.$above' },
  { what: 'an empty condition', query: filters({ rating: {} }), ...FILTER, field: 'filters.rating' },
  {
    what: 'a value that does not fit',
    query: filters({ rating: { $gt: 'high' } }),
    ...FILTER,
    field: 'filters.rating.$gt',
  },
  { what: 'an id that is no number', query: filters({ id: 'abc' }), ...FILTER, field: 'filters.id' },
  {
    what: 'an id of a relation that is no number',
    query: filters({ country: { $in: ['x'] } }),
    ...FILTER,
    field: 'filters.country.$in.0',
  },
  {
    what: 'a nested unknown field',
    query: filters({ country: { nope: 1 } }),
    ...FILTER,
    field: 'filters.country.nope',
  },
  { what: 'an unknown sort', query: { sort: 'nope' }, status: 400, code: 'EXPORT_INVALID_SORT', field: 'sort.0' },
  { what: 'a wrong direction', query: { sort: 'name:up' }, status: 400, code: 'EXPORT_INVALID_SORT', field: 'sort' },
  { what: 'an unknown locale', query: { locale: 'tlh' }, status: 400, code: 'EXPORT_UNKNOWN_LOCALE', field: 'locale' },
  {
    what: 'a locale of unlocalised content',
    route: `${ORDER}/csv`,
    query: { locale: 'en' },
    status: 400,
    code: 'EXPORT_UNKNOWN_LOCALE',
    field: 'locale',
  },
  { what: 'an unknown status', query: { status: 'archived' }, ...INVALID, field: 'publication' },
  {
    what: 'drafts of content without drafts',
    route: `${ORDER}/csv`,
    query: { status: 'draft' },
    status: 400,
    code: 'EXPORT_INVALID_PUBLICATION',
    field: 'publication',
  },
];

export const badRequestsSuite = (site: () => Site): void => {
  describe('a bad request', () => {
    for (const { what, route = `${HOTEL}/csv`, query, status, code, field } of BAD_REQUESTS) {
      it(`is refused naming field and rule: ${what}`, async () => {
        const answer = await get(site(), `/export/${route}`, await site().adminToken('admin@example.com'), { query });
        const error = errorOf(answer);
        assert.deepEqual({ status: answer.status, code: error.code, field: error.field }, { status, code, field });
        assert.ok(error.rule !== undefined && error.rule !== '');
        assert.match(answer.headers['content-type'] ?? '', /application\/json/);
      });
    }

    it('for a format that does not exist names the formats there are', async () => {
      for (const [route, token] of [
        [`/export/${HOTEL}/pdf`, await site().adminToken('admin@example.com')],
        [`/api/export/${HOTEL}/pdf`, await site().endUserToken('user@example.com')],
      ] as const) {
        const answer = await get(site(), route, token);
        const { code, field, rule, message } = errorOf(answer);
        assert.deepEqual(
          [answer.status, code, field, rule],
          [400, 'EXPORT_INVALID_REQUEST', 'format', 'unknown_format'],
        );
        assert.match(message, /csv, json, ndjson, xlsx/);
      }
    });

    it('for more rows than allowed is refused before the first byte', async () => {
      const token = await site().adminToken('admin@example.com');
      await withSetting(site(), 'maxRows', 10, async () => {
        for (const sort of ['', 'rating:asc']) {
          const answer = await get(site(), `/export/${HOTEL}/csv`, token, { query: sort === '' ? {} : { sort } });
          assert.equal(answer.status, 400);
          assert.equal(errorOf(answer).code, 'EXPORT_TOO_MANY_ROWS');
        }
        const few = await exportTable(site(), HOTEL, 'csv', filters({ ittid: { $lte: 'ITT0000010' } }));
        assert.equal(few.rows.length, 10);
      });
    });
  });

  describe('an export without rows', () => {
    for (const format of FORMATS) {
      it(`is a valid ${format} file with its header`, async () => {
        const query = { columns: 'ittid,name,country.code', headers: 'paths', ...filters({ ittid: 'nothing' }) };
        const { header, rows } = await exportTable(site(), HOTEL, format, query);
        assert.deepEqual(header, ['ittid', 'name', 'country.code']);
        assert.deepEqual(rows, []);
      });
    }
  });
};
