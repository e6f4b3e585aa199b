import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { ExportError } from '../../../server/src/errors/export-error';
import { parseRequest } from '../../../server/src/request/parse';
import { fromQueryString } from '../../../server/src/request/query-string';

interface Qs {
  parse(text: string, options: object): unknown;
}

/** The parser that Strapi reads query strings with, with the settings that Strapi gives it (`middlewares/query.js`). */
const parseQuery = (text: string): unknown =>
  (createRequire(createRequire(import.meta.url).resolve('@strapi/strapi'))('qs') as Qs).parse(text, {
    strictNullHandling: true,
    arrayLimit: 100,
    depth: 20,
  });

const request = (query: string, format = 'csv') =>
  parseRequest({ ...fromQueryString(parseQuery(query)), exporter: 'api::a.a', format });

const paths = (query: string): unknown => request(query).columns?.map(({ path }) => path);

describe('a query string', () => {
  it('says true and false in words and in digits', () => {
    const switches = (query: string): unknown => {
      const parsed = request(query, 'json');
      return parsed.format === 'json' ? [parsed.gzip, parsed.metadata, parsed.pretty] : null;
    };
    assert.deepEqual(switches('gzip=true&metadata=false&pretty=1'), [true, false, true]);
    assert.deepEqual(switches('gzip=0&metadata=1'), [false, true, false]);
    assert.deepEqual(switches(''), [false, true, false]);
  });

  it('is refused where a switch says something else', () => {
    for (const value of ['yes', 'TRUE', '', 'constructor', '__proto__', '2']) {
      assert.throws(
        () => request(`gzip=${value}`),
        (error) => error instanceof ExportError && error.problems[0]?.field === 'gzip',
      );
    }
  });

  it('lists columns with commas, as a list, or with numbers', () => {
    assert.deepEqual(paths('columns=name, city.name ,,rating'), ['name', 'city.name', 'rating']);
    assert.deepEqual(paths('columns[]=name&columns[]=rating'), ['name', 'rating']);
    assert.deepEqual(paths('columns[0]=name&columns[1]=rating'), ['name', 'rating']);
    assert.deepEqual(paths('columns[0][path]=name&columns[1][path]=rating'), ['name', 'rating']);
  });

  it('lists more columns than its parser makes a list of', () => {
    const names = Array.from({ length: 150 }, (_none, at) => `field${at}`);
    const query = names.map((name, at) => `columns[${at}]=${name}`).join('&');
    assert.deepEqual(paths(query), names);
    assert.deepEqual(paths('columns[900]=name&columns[7]=rating'), ['rating', 'name']);
  });

  it('is refused where the list of columns is empty', () => {
    assert.throws(() => request('columns='), /columns/);
    assert.throws(() => request('columns=,'), /columns/);
  });

  it('gives names to columns, and formats', () => {
    const { columns } = request(
      'columns[0][path]=price&columns[0][format][kind]=money&columns[0][format][currency]=EUR',
    );
    assert.deepEqual(columns, [{ path: 'price', format: { kind: 'money', currency: 'EUR', storedAs: 'units' } }]);
  });

  it('filters with brackets or with JSON', () => {
    const filters = { $or: [{ rating: { $gte: '4' } }, { city: { name: { $eq: 'Bonn' } } }] };
    assert.deepEqual(request('filters[$or][0][rating][$gte]=4&filters[$or][1][city][name][$eq]=Bonn').filters, filters);
    assert.deepEqual(request(`filters=${encodeURIComponent(JSON.stringify(filters))}`).filters, filters);
  });

  it('is refused where filters are neither', () => {
    for (const text of ['{', 'name', '', "{'a':1}"]) {
      assert.throws(
        () => request(`filters=${encodeURIComponent(text)}`),
        (error) =>
          error instanceof ExportError &&
          error.problems[0]?.field === 'filters' &&
          error.problems[0].rule === 'invalid_json',
      );
    }
    for (const text of ['null', '5', '[]', '"x"']) assert.throws(() => request(`filters=${text}`), /filters/);
  });

  it('sorts in every form', () => {
    const name = [
      { path: 'name', direction: 'desc' },
      { path: 'id', direction: 'asc' },
    ];
    for (const query of [
      'sort=name:desc,id',
      'sort[]=name:desc&sort[]=id:asc',
      'sort[0]=name:desc&sort[1]=id',
      'sort[name]=desc&sort[id]=asc',
      'sort[200]=name:desc&sort[300]=id',
    ]) {
      assert.deepEqual(request(query).sort, name, query);
    }
  });

  it('cannot name the prototype of anything', () => {
    // The parser leaves such keys out before anybody sees them.
    const query = 'filters[__proto__][x]=1&columns[__proto__]=a&__proto__[gzip]=true&constructor[prototype][gzip]=true';
    assert.deepEqual(request(`${query}&filters[name]=a`), request('filters[name]=a'));
    assert.equal(({} as Record<string, unknown>)['gzip'], undefined);
    assert.throws(
      () => request(`filters=${encodeURIComponent('{"name":{"__proto__":{"$eq":"a"}}}')}`),
      (error) => error instanceof ExportError && error.problems[0]?.field === 'filters.name.__proto__',
    );
  });

  it('is refused where a parameter comes twice or as something else', () => {
    for (const query of [
      'locale[a]=de',
      'search[a]=b',
      'headers=labels&headers=paths',
      'timeZone[]=UTC',
      'delimiter=;&delimiter=,',
      'locale',
    ]) {
      assert.throws(() => request(query), ExportError, query);
    }
  });

  it('is nothing where there is none', () => {
    for (const query of [undefined, null, '', [], 5]) assert.deepEqual(fromQueryString(query), {});
  });
});
