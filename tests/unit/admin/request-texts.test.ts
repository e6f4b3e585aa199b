import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createIntl } from 'react-intl';
import type { Translate } from '../../../admin/src/hooks/useTranslate';
import { linesOf } from '../../../admin/src/services/filter-phrases';
import { phraseText } from '../../../admin/src/services/phrase-texts';
import { requestTexts, type RequestWords } from '../../../admin/src/services/request-texts';
import en from '../../../admin/src/translations/en.json';
import { parseRequest } from '../../../server/src/request/parse';

const intl = createIntl({ locale: 'en' });

const t: Translate = (id, values) => intl.formatMessage({ id, defaultMessage: en[id] }, values);

const WORDS: RequestWords = { t, moment: (iso) => `at ${iso}`, note: ({ toMany = '' }) => toMany };

const texts = (filters: Record<string, unknown>): string[] => linesOf(filters).map((line) => phraseText(line, WORDS));

const HOTEL = { exporter: 'api::hotel.hotel', format: 'csv' };

describe('a request in words', () => {
  it('says columns, order, conditions and options as people would', () => {
    const request = {
      ...{ ...HOTEL, locale: ['en', 'fr'], publication: 'both', search: 'x', delimiter: ';', flavor: 'excel' },
      columns: ['name', { path: 'contacts.email', toMany: 'first', header: 'Mail' }],
      sort: [
        { path: 'supplier.name', direction: 'asc' },
        { path: 'stars', direction: 'desc' },
      ],
      filters: { $and: [{ stars: { $gte: 4, $lt: 5 } }, { city: 'Bern' }] },
      ...{ timeZone: 'Asia/Tokyo', dateFormat: 'dd.MM.yyyy', separator: ' | ', gzip: true, headers: 'paths' },
    };
    assert.deepEqual(requestTexts(request, WORDS), {
      columns: ['name', 'contacts.email (Mail) · first'],
      publication: 'both',
      locale: 'en, fr',
      search: 'x',
      sort: ['supplier.name, ascending', 'stars, descending'],
      filters: ['stars is at least 4', 'stars is less than 5', 'city is Bern'],
      options: [
        'Delimiter: Semicolon',
        'Made for: Excel, with a byte order mark',
        'Time zone: Asia/Tokyo',
        'Dates: dd.MM.yyyy',
        'Between several values: “ | ”',
        'Compressed (.gz): Yes',
        'Column titles: Names of the fields',
      ],
    });
  });

  it('says nothing of what was not asked for, also where the server has filled it in', () => {
    const nothing = {
      columns: null,
      publication: null,
      locale: null,
      search: null,
      sort: [],
      filters: [],
      options: [],
    };
    assert.deepEqual(requestTexts({}, WORDS), nothing);
    for (const format of ['csv', 'json', 'ndjson', 'xlsx']) {
      assert.deepEqual(requestTexts(parseRequest({ ...HOTEL, format }), WORDS), nothing, format);
    }
  });

  it('keeps what it has no words for', () => {
    const request = { ...HOTEL, future: { a: 1 }, lineBreak: 'cr', constructor: 'x' };
    assert.deepEqual(requestTexts(request, WORDS).options, ['future: {"a":1}', 'Line ends: cr', 'constructor: x']);
    assert.deepEqual(requestTexts({ columns: [7] }, WORDS).columns, ['7']);
    assert.deepEqual(texts({ stars: { $near: 5 } }), ['stars $near: 5']);
    assert.deepEqual(texts({ country: {}, $or: [] }), ['country: {}', '$or: []']);
  });

  it('says of an exporter’s own filters what they are', () => {
    const filters = { countries: ['DE', 'FR'], active: true, from: '2026-02-03' };
    assert.deepEqual(requestTexts({ exporter: 'hotels', filters }, WORDS).filters, [
      'countries: DE, FR',
      'active: true',
      'from: 2026-02-03',
    ]);
  });
});

describe('a filter in words', () => {
  it('names fields of relations by their paths', () => {
    assert.deepEqual(texts({ supplier: { country: { code: { $in: ['DE', 'FR'] } } } }), [
      'supplier.country.code is one of DE, FR',
    ]);
  });

  it('tells alternatives and negations, and how far they reach', () => {
    assert.deepEqual(texts({ $or: [{ stars: 5 }, { rating: { $gte: 4.5 } }] }), [
      'any of: stars is 5; rating is at least 4.5',
    ]);
    assert.deepEqual(texts({ $not: { city: { $contains: 'x' } } }), ['not: city contains x']);
    assert.deepEqual(texts({ stars: { $not: { $or: [{ $lt: 2 }, { $eq: 5 }] } } }), [
      'not: (any of: stars is less than 2; stars is 5)',
    ]);
    assert.deepEqual(texts({ $or: [{ $and: [{ a: 1 }, { b: { $ne: 2 } }] }, { c: { $notContains: 'x' } }] }), [
      'any of: (all of: a is 1; b is not 2); c does not contain x',
    ]);
  });

  it('tells days, moments, ranges and what is empty', () => {
    const cases: readonly (readonly [filter: unknown, text: string])[] = [
      [{ $gte: '2026-02-03' }, 'x is on or after 2026-02-03'],
      [{ $lt: '2026-02-03T04:05:06.789Z' }, 'x is before at 2026-02-03T04:05:06.789Z'],
      [{ $between: [1, 5] }, 'x is between 1 and 5'],
      [{ $eq: null }, 'x is empty'],
      [{ $ne: null }, 'x is not empty'],
      [null, 'x is empty'],
      [{ $null: 'false' }, 'x is not empty'],
      [{ $notNull: false }, 'x is empty'],
      [{ $eq: true }, 'x is true'],
      [{ $eq: '' }, 'x is “”'],
      [{ $in: [] }, 'x is one of []'],
      [{ $not: 5 }, 'x is not 5'],
      [{ $in: Array.from({ length: 12 }, (_, at) => at) }, 'x is one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more'],
    ];
    for (const [filter, text] of cases) assert.deepEqual(texts({ x: filter }), [text]);
  });
});
