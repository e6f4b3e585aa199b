import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRequest } from '../../../server/src/request/parse';
import { fromQueryString } from '../../../server/src/request/query-string';
import { refusal } from '../plan/schema';

const FORMATS = ['csv', 'json', 'ndjson', 'xlsx'] as const;

const parse = (rest: object, format = 'csv') => parseRequest({ exporter: 'api::a.a', format, ...rest });
const ask = (query: object) => parse(fromQueryString(query));

const invalid = (at: string): string => `EXPORT_INVALID_REQUEST ${at}`;

describe('the settings of a request', () => {
  it('go with every format', () => {
    const settings = {
      locale: ['en', 'de'],
      publication: 'both',
      headers: 'labels',
      dateFormat: 'dd.MM.yyyy',
      timeFormat: 'HH:mm',
      datetimeFormat: 'yyyy-MM-dd HH:mm',
      absoluteUrls: true,
    };
    for (const format of FORMATS) {
      const request = parse(settings, format);
      for (const [key, value] of Object.entries(settings))
        assert.deepEqual(request[key as keyof typeof request], value);
      assert.deepEqual(parseRequest(JSON.parse(JSON.stringify(request))), request);
    }
  });

  it('are left open where nobody asks, but for addresses, which stay as stored', () => {
    const request = parse({});
    for (const key of ['locale', 'publication', 'headers', 'dateFormat', 'timeFormat', 'datetimeFormat']) {
      assert.equal(key in request, false, key);
    }
    assert.equal(request.absoluteUrls, false);
  });
});

describe('the locales of a request', () => {
  it('are one or several', () => {
    for (const locale of ['en', '*', ['en'], ['en', 'de'], ['*', 'en']]) {
      assert.deepEqual(parse({ locale }).locale, locale);
    }
    assert.equal(parse({ locale: ' en ' }).locale, 'en');
  });

  it('are a list with commas in a query string, and one where it has none', () => {
    assert.equal(ask({ locale: 'en' }).locale, 'en');
    assert.equal(ask({ locale: 'en,' }).locale, 'en');
    assert.equal(ask({ locale: '*' }).locale, '*');
    assert.deepEqual(ask({ locale: 'en, de' }).locale, ['en', 'de']);
    assert.deepEqual(ask({ locale: ['en', 'de'] }).locale, ['en', 'de']);
    assert.deepEqual(ask({ locale: { 3: 'en', 7: 'de' } }).locale, ['en', 'de']);
  });

  it('are refused where they are none', async () => {
    for (const locale of [null, true, 5, {}, { a: 'en' }]) {
      assert.equal(await refusal(() => parse({ locale })), invalid('locale invalid_type'), JSON.stringify(locale));
    }
    for (const locale of ['', ' ']) assert.equal(await refusal(() => parse({ locale })), invalid('locale too_small'));
    assert.equal(await refusal(() => parse({ locale: ['en', 5] })), invalid('locale.1 invalid_type'));
    assert.equal(await refusal(() => parse({ locale: ['en', ['de']] })), invalid('locale.1 invalid_type'));
    for (const locale of ['', ',', null]) {
      const text = await refusal(() => ask({ locale }));
      assert.match(text, /^EXPORT_INVALID_REQUEST locale /);
    }
  });

  it('are refused where there are none in a list, or too many', async () => {
    assert.equal(await refusal(() => parse({ locale: [] })), invalid('locale too_small'));
    const many = Array.from({ length: 1_001 }, (_none, at) => `l${at}`);
    assert.equal(await refusal(() => parse({ locale: many })), invalid('locale too_big'));
  });
});

describe('the publication of a request', () => {
  it('is one of four, also by the name that Strapi has for it', async () => {
    for (const publication of ['draft', 'published', 'modified', 'both']) {
      assert.equal(parse({ publication }).publication, publication);
      assert.equal(parse({ status: publication }).publication, publication);
    }
    for (const publication of ['', 'Draft', 'all', null, ['draft'], true]) {
      const expected = invalid('publication invalid_value');
      assert.equal(await refusal(() => parse({ publication })), expected, JSON.stringify(publication));
    }
  });
});

describe('the switches and words of a query string', () => {
  it('say whether addresses are absolute', () => {
    for (const text of ['true', '1']) assert.equal(ask({ absoluteUrls: text }).absoluteUrls, true);
    for (const text of ['false', '0']) assert.equal(ask({ absoluteUrls: text }).absoluteUrls, false);
  });

  it('are refused where they say anything else', async () => {
    for (const value of ['yes', '', 'TRUE', ['true'], { a: '1' }]) {
      assert.equal(await refusal(() => ask({ absoluteUrls: value })), invalid('absoluteUrls invalid_type'));
    }
    assert.equal(await refusal(() => ask({ headers: 'none' })), invalid('headers invalid_value'));
    assert.equal(await refusal(() => ask({ dateFormat: ['dd', 'MM'] })), invalid('dateFormat invalid_type'));
  });
});
