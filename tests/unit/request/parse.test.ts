import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExportError, type Problem } from '../../../server/src/errors/export-error';
import { parseRequest } from '../../../server/src/request/parse';

const EXPORTER = 'api::hotel.hotel';
const csv = (rest: object = {}): unknown => ({ exporter: EXPORTER, format: 'csv', ...rest });

/** What is wrong with a request that must be refused. */
const problemsOf = (input: unknown): { readonly code: string; readonly problems: readonly Problem[] } => {
  try {
    parseRequest(input);
  } catch (error) {
    assert.ok(error instanceof ExportError, String(error));
    assert.equal(error.status, 400);
    for (const { message } of error.problems) assert.ok(message.length > 10);
    return { code: error.code, problems: error.problems };
  }
  return assert.fail('The request was taken');
};

const rulesOf = (input: unknown): string[] => {
  const { code, problems } = problemsOf(input);
  assert.equal(code, 'EXPORT_INVALID_REQUEST');
  return problems.map(({ field, rule }) => `${field} ${rule}`);
};

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 'x';
  for (let at = 0; at < depth; at += 1) value = wrap(value);
  return value;
};

describe('a request', () => {
  it('has the defaults of its format', () => {
    const base = { exporter: EXPORTER, sort: [], timeZone: 'UTC', separator: '; ', absoluteUrls: false };
    assert.deepEqual(parseRequest(csv()), {
      ...base,
      format: 'csv',
      gzip: false,
      delimiter: ',',
      lineBreak: 'crlf',
      formulaGuard: true,
    });
    assert.deepEqual(parseRequest({ exporter: EXPORTER, format: 'json' }), {
      ...base,
      format: 'json',
      gzip: false,
      root: 'data',
      metadata: true,
      pretty: false,
    });
    assert.deepEqual(parseRequest({ exporter: EXPORTER, format: 'ndjson' }), {
      ...base,
      format: 'ndjson',
      gzip: false,
    });
    assert.deepEqual(parseRequest({ exporter: EXPORTER, format: 'xlsx' }), { ...base, format: 'xlsx' });
  });

  it('is plain JSON, which reads the same again', () => {
    const request = parseRequest(
      csv({
        columns: ['name', { path: ' city.name ', header: '', format: { kind: 'money', currency: 'EUR' } }],
        filters: { $and: [{ name: { $eq: 'x' } }] },
        sort: 'name:desc',
        search: ' x ',
      }),
    );
    assert.deepEqual(parseRequest(JSON.parse(JSON.stringify(request))), request);
    assert.deepEqual(request.columns, [
      { path: 'name' },
      { path: 'city.name', header: '', format: { kind: 'money', currency: 'EUR', storedAs: 'units' } },
    ]);
  });

  it('has other names for three things', () => {
    const { format, publication, search } = parseRequest({
      ...{ exporter: EXPORTER, format: 'excel', status: 'draft', _q: 'spa' },
    });
    assert.deepEqual([format, publication, search], ['xlsx', 'draft', 'spa']);
  });

  it('is refused when it uses both names of one thing', () => {
    assert.deepEqual(rulesOf(csv({ status: 'draft', publication: 'draft' })), ['publication given_twice']);
    assert.deepEqual(rulesOf(csv({ search: 'a', _q: 'b' })), ['_q given_twice']);
  });

  it('is refused when it is no object', () => {
    for (const input of [null, undefined, 'csv', 5, true, [], [csv()]]) {
      assert.deepEqual(rulesOf(input), [' invalid_type']);
    }
  });

  it('is refused without a format, or with one that does not exist', () => {
    for (const format of [undefined, null, '', 'pdf', 'CSV', 5, ['csv'], 'constructor', '__proto__', 'toString']) {
      assert.deepEqual(rulesOf({ exporter: EXPORTER, format }), ['format unknown_format']);
    }
  });

  it('is refused without an exporter', () => {
    assert.deepEqual(rulesOf({ format: 'csv' }), ['exporter invalid_type']);
    assert.deepEqual(rulesOf(csv({ exporter: '  ' })), ['exporter too_small']);
  });

  const broken: readonly (readonly [what: string, rest: object, rules: readonly string[]])[] = [
    ['an unknown parameter', { colums: ['a'], limit: 5 }, ['colums unknown_key', 'limit unknown_key']],
    ["another format's parameter", { pretty: true }, ['pretty unknown_key']],
    ['names every object knows', { constructor: 1, toString: 2 }, ['constructor unknown_key', 'toString unknown_key']],
    ['no column', { columns: [] }, ['columns too_small']],
    ['columns that are no list', { columns: 'name' }, ['columns invalid_type']],
    ['a column that is no text', { columns: ['a', 5] }, ['columns.1 invalid_type']],
    ['an empty column', { columns: ['a', ' '] }, ['columns.1 too_small']],
    ['a column without a path', { columns: [{ header: 'x' }] }, ['columns.0.path invalid_type']],
    ['an unknown key of a column', { columns: [{ path: 'a', width: 5 }] }, ['columns.0.width unknown_key']],
    [
      'an unknown key of a format',
      { columns: [{ path: 'a', format: { kind: 'date', pattern: 'yyyy', zone: 'x' } }] },
      ['columns.0.format.zone unknown_key'],
    ],
    [
      'an unknown kind of format',
      { columns: [{ path: 'a', format: { kind: 'fraction' } }] },
      ['columns.0.format.kind invalid_union'],
    ],
    [
      'a currency in small letters',
      { columns: ['b', { path: 'a', format: { kind: 'money', currency: 'usd' } }] },
      ['columns.1.format.currency custom'],
    ],
    ['filters that are a list', { filters: [{ a: 1 }] }, ['filters invalid_type']],
    ['filters that are text', { filters: 'a' }, ['filters invalid_type']],
    ['an empty locale', { locale: '' }, ['locale too_small']],
    ['a locale that is no text', { locale: 5 }, ['locale invalid_type']],
    ['an empty locale in a list', { locale: ['en', ' '] }, ['locale.1 too_small']],
    ['an unknown publication', { publication: 'all' }, ['publication invalid_value']],
    ['unknown headers', { headers: 'keys' }, ['headers invalid_value']],
    ['an empty date pattern', { dateFormat: '' }, ['dateFormat too_small']],
    ['a time pattern without end', { timeFormat: 'x'.repeat(101) }, ['timeFormat too_big']],
    ['a date and time pattern that is no text', { datetimeFormat: 5 }, ['datetimeFormat invalid_type']],
    ['a switch for addresses that is text', { absoluteUrls: 'true' }, ['absoluteUrls invalid_type']],
    ['an unknown choice for a list', { columns: [{ path: 'a', toMany: 'last' }] }, ['columns.0.toMany invalid_value']],
    ['a search that is no text', { search: 5 }, ['search invalid_type']],
    ['a search without end', { search: 'x'.repeat(1_001) }, ['search too_big']],
    ['a zone on Mars', { timeZone: 'Mars/Olympus' }, ['timeZone custom']],
    ['a separator without end', { separator: 'x'.repeat(11) }, ['separator too_big']],
    ['an unknown delimiter', { delimiter: ':' }, ['delimiter invalid_value']],
    ['a switch that is text', { gzip: 'true' }, ['gzip invalid_type']],
    [
      'several things',
      { gzip: 1, lineBreak: 'cr', x: 1 },
      ['gzip invalid_type', 'lineBreak invalid_value', 'x unknown_key'],
    ],
  ];
  for (const [what, rest, rules] of broken) {
    it(`is refused with ${what}, naming field and rule`, () => assert.deepEqual(rulesOf(csv(rest)), rules));
  }

  it('has no root key that stands in a JSON file already', () => {
    for (const root of ['metadata', 'recordCount', ' metadata ']) {
      assert.deepEqual(rulesOf({ exporter: EXPORTER, format: 'json', root }), ['root custom']);
    }
  });

  it('cannot touch the prototype of anything, and is told so', () => {
    const hostile = [
      '{"__proto__":{"gzip":true}}',
      '{"filters":{"__proto__":{"a":1}}}',
      '{"columns":[{"path":"a","__proto__":{}}]}',
    ];
    const fields = hostile.map((text) => rulesOf(csv(JSON.parse(text) as object)));
    // Spreading an object keeps a key of this name as a key.
    assert.deepEqual(fields, [
      ['__proto__ unknown_key'],
      ['filters.__proto__ unknown_key'],
      ['columns.0.__proto__ unknown_key'],
    ]);
    assert.equal(({} as Record<string, unknown>)['gzip'], undefined);
  });

  it('is refused rather than followed when it nests without end', () => {
    assert.deepEqual(rulesOf(csv({ filters: nested(100_000, (inner) => ({ $not: inner })) })), ['filters too_deep']);
    assert.deepEqual(rulesOf(csv({ sort: nested(100_000, (inner) => [inner]) })), ['sort too_deep']);
    assert.deepEqual(rulesOf(csv({ sort: nested(100_000, (inner) => ({ a: inner })) })), ['sort too_deep']);
    assert.deepEqual(rulesOf(csv({ search: nested(100_000, (inner) => [inner]) })), ['search too_deep']);
  });

  it('is refused with texts that no database and no file can hold', () => {
    const half = '\uD83D';
    for (const text of ['a\0b', half, `${half}${half}`, '\uDE00 end']) {
      assert.deepEqual(rulesOf(csv({ search: text })), ['search no_text']);
      assert.deepEqual(rulesOf(csv({ separator: text })), ['separator no_text']);
      assert.deepEqual(rulesOf(csv({ columns: ['a', { path: 'b', header: text }] })), ['columns.1.header no_text']);
    }
    assert.equal(parseRequest(csv({ search: '😀' })).search, '😀');
  });

  it('takes filters as deep as people make them', () => {
    const filters = nested(15, (inner) => ({ $or: [inner, { a: 1 }] }));
    assert.deepEqual(parseRequest(csv({ filters })).filters, filters);
  });
});
