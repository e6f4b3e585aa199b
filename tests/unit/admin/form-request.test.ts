import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ColumnChoice } from '../../../admin/src/services/columns';
import { decodeRequest, encodeRequest, formLink } from '../../../admin/src/services/form-link';
import { fileOf } from '../../../admin/src/services/file-kinds';
import type { FilterField } from '../../../admin/src/services/own-filters';
import { type FormContext, toBody, toForm } from '../../../admin/src/services/request';
import type { Format } from '../../../shared/formats';

const choice = (path: string, type: ColumnChoice['type'], isDefault = true): ColumnChoice => ({
  ...{ path, type, isDefault, label: path },
});

const CHOICES = [
  choice('name', 'text'),
  choice('stars', 'integer'),
  choice('open', 'boolean'),
  choice('seen', 'datetime'),
  choice('day', 'date'),
  choice('documentId', 'text', false),
];

const CONTEXT: FormContext = {
  ...{ file: { format: 'csv' }, choices: CHOICES, fields: null, hasDrafts: true, defaults: {} },
};

/** As the page does it: the request says what file it is of. */
const again = (request: Record<string, unknown>, context = CONTEXT) =>
  toBody(toForm(request, context), { ...context, file: fileOf(request) ?? context.file });

describe('a form in an address', () => {
  it('is the same when it is read again, whatever is in it', () => {
    const request = { format: 'csv', search: 'ü & # + %41 "日本" 🏨', filters: { $and: [{ name: { $eq: 'a=b?c' } }] } };
    const text = encodeRequest(request);
    assert.match(text, /^[\w-]+$/);
    assert.deepEqual(decodeRequest(text), request);
    assert.match(
      formLink('api::hotel.hotel', {}),
      /^\/plugins\/content-export\?exporter=api%3A%3Ahotel\.hotel&request=e30$/,
    );
  });

  it('that was damaged is none', () => {
    for (const text of [undefined, '', '!', 'e3', 'bnVsbA', 'WzFd', encodeRequest({ a: 'ü' }).slice(0, -3)]) {
      assert.equal(decodeRequest(text), null, text);
    }
  });
});

describe('a form', () => {
  it('begins with what is usual, and asks for no more than that', () => {
    assert.deepEqual(again({}), { format: 'csv', publication: 'draft' });
    assert.deepEqual(
      toForm({}, CONTEXT).columns.map(({ path }) => path),
      ['name', 'stars', 'open', 'seen', 'day'],
    );
  });

  it('asks for what the request asked for that it began with', () => {
    const requests = [
      { format: 'csv', publication: 'both', locale: 'fr', search: 'x', sort: [{ path: 'name', direction: 'desc' }] },
      { format: 'csv', publication: 'draft', columns: ['stars', 'name'] },
      {
        format: 'csv',
        publication: 'draft',
        columns: [
          { path: 'name', header: 'Hotel' },
          { path: 'contacts.email', toMany: 'first' },
        ],
      },
      {
        format: 'csv',
        publication: 'draft',
        flavor: 'plain',
        delimiter: ';',
        timeZone: 'Asia/Tokyo',
        locale: ['en', 'fr'],
      },
      {
        ...{ format: 'csv', publication: 'draft', flavor: 'excel', delimiter: '|', lineBreak: 'lf', headers: 'paths' },
        ...{ separator: ' | ', dateFormat: 'dd.MM.yyyy', formulaGuard: false, absoluteUrls: true, gzip: true },
      },
      { format: 'json', publication: 'draft', root: 'rows', metadata: false, pretty: true },
      { format: 'xlsx', publication: 'draft', sheetName: 'Hotels' },
      {
        format: 'csv',
        publication: 'draft',
        filters: { $and: [{ name: { $containsi: 'x' } }, { stars: { $gte: 4 } }] },
      },
      { format: 'csv', publication: 'draft', filters: { $and: [{ $or: [{ name: 'x' }, { stars: 1 }] }] } },
    ];
    for (const request of requests) {
      const body = again(request);
      assert.deepEqual(again({ ...body }), body, 'however often');
      assert.deepEqual(body, request);
    }
  });

  it('reads columns with their choices from texts', () => {
    const form = toForm({ columns: ['name', 'contacts.email:first', 'zone::x', { nothing: 1 }, 7] }, CONTEXT);
    assert.deepEqual(form.columns, [
      { path: 'name' },
      { path: 'contacts.email', toMany: 'first' },
      { path: 'zone::x' },
    ]);
  });

  it('shows conditions that it has rows for, and keeps the others', () => {
    const day = new Date(2026, 1, 3);
    const filters = {
      $and: [
        { name: { $containsi: 'x' } },
        { stars: { $eq: '5' } },
        { open: true },
        { day: { $lte: '2026-02-03' } },
        { seen: { $gte: day.toISOString() } },
        { name: { $notContains: 'y' } },
        { supplier: { name: { $eq: 'z' } } },
        { stars: { $gte: 1, $lte: 3 } },
      ],
    };
    const { conditions, kept } = toForm({ filters }, CONTEXT);
    assert.deepEqual(
      conditions.map(({ path, operator, value }) => [path, operator, value]),
      [
        ['name', 'contains', 'x'],
        ['stars', 'is', '5'],
        ['open', 'is', 'true'],
        ['day', 'atMost', '2026-02-03'],
        ['seen', 'atLeast', '2026-02-03'],
      ],
    );
    assert.equal(new Set(conditions.map(({ id }) => id)).size, 5);
    assert.deepEqual(kept, filters.$and.slice(5));
    const or = { $or: [{ name: 'x' }] };
    assert.deepEqual(toForm({ filters: or }, CONTEXT).kept, [or]);
  });

  it('leaves out for another format what only the first one has', () => {
    const request = { format: 'csv', lineBreak: 'lf', gzip: true, timeZone: 'Asia/Tokyo', exporter: 'x' };
    const form = toForm(request, CONTEXT);
    const bodyFor = (format: Format) => toBody(form, { ...CONTEXT, file: { format } });
    const always = { publication: 'draft', timeZone: 'Asia/Tokyo' };
    assert.deepEqual(bodyFor('xlsx'), { format: 'xlsx', ...always });
    assert.deepEqual(bodyFor('json'), { format: 'json', gzip: true, ...always });
    assert.deepEqual(bodyFor('csv'), { format: 'csv', lineBreak: 'lf', gzip: true, ...always });
  });

  it('does not ask for what is usual, for the server or for the exporter', () => {
    const usual = { format: 'json', metadata: true, pretty: false, gzip: false, timeZone: 'UTC', headers: 'labels' };
    assert.deepEqual(again(usual), { format: 'json', publication: 'draft' });
    const defaults = { timeZone: 'Asia/Tokyo', json: { metadata: false } };
    assert.deepEqual(again(usual, { ...CONTEXT, defaults }), {
      ...{ format: 'json', publication: 'draft', metadata: true, timeZone: 'UTC' },
    });
    const own = { format: 'json', metadata: false, timeZone: 'Asia/Tokyo' };
    assert.deepEqual(again(own, { ...CONTEXT, defaults }), { format: 'json', publication: 'draft' });
  });

  it('leaves options that are none to the server to refuse', () => {
    assert.deepEqual(again({ format: 'csv', gzip: 'yes', headers: 'x', sheetName: '' }), {
      ...{ format: 'csv', publication: 'draft', gzip: 'yes', headers: 'x' },
    });
  });

  it('fills filters of an exporter’s own in', () => {
    const field = (name: string, kind: FilterField['kind'], isNumber = false): FilterField => ({
      ...{ name, kind, isNumber, label: name, description: null, isRequired: false, options: [] },
      ...{ minimum: null, maximum: null, fallback: null },
    });
    const fields = [
      field('account', 'text'),
      field('ids', 'lines', true),
      field('types', 'choices'),
      field('on', 'checkbox'),
    ];
    const context = { ...CONTEXT, fields, hasDrafts: false };
    const filters = { account: 'acc', ids: [1, 2], types: ['a'], on: 'false' };
    assert.deepEqual(again({ format: 'csv', filters: { ...filters, gone: 1 } }, context), { format: 'csv', filters });
  });
});
