import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExportError } from '../../../server/src/errors/export-error';
import { normaliseSort } from '../../../server/src/request/sort';

const short = (value: unknown): string =>
  normaliseSort(value)
    .map(({ path, direction }) => `${path} ${direction}`)
    .join(', ');

describe('a sort', () => {
  const forms: readonly (readonly [value: unknown, meaning: string])[] = [
    ['name', 'name asc'],
    ['name:asc', 'name asc'],
    ['name:DESC', 'name desc'],
    [' name : desc , rating ', 'name desc, rating asc'],
    [['name:desc', 'rating'], 'name desc, rating asc'],
    [['name,rating:desc', { id: 'asc' }], 'name asc, rating desc, id asc'],
    [{ name: 'desc', rating: 'asc' }, 'name desc, rating asc'],
    [{ city: { name: 'desc' } }, 'city.name desc'],
    [{ city: { country: { code: 'asc' } } }, 'city.country.code asc'],
    [{ path: 'name', direction: 'desc' }, 'name desc'],
    [[{ path: 'name', direction: 'desc' }], 'name desc'],
    ['', ''],
    [[], ''],
    [{}, ''],
    [',,', ''],
  ];
  for (const [value, meaning] of forms) {
    it(`${JSON.stringify(value)} means ${meaning === '' ? 'none' : meaning}`, () =>
      assert.equal(short(value), meaning));
  }

  it('means the same when it is read again', () => {
    for (const [value] of forms) assert.deepEqual(normaliseSort(normaliseSort(value)), normaliseSort(value));
  });

  const broken: readonly (readonly [value: unknown, field: string])[] = [
    ['name:up', 'sort'],
    ['name:asc:desc', 'sort'],
    [':asc', 'sort'],
    [['name', 'x:y'], 'sort.1'],
    [{ name: 'up' }, 'sort.name'],
    [{ name: 1 }, 'sort.name'],
    [{ city: { name: null } }, 'sort.city.name'],
    [5, 'sort'],
    [null, 'sort'],
    [[true], 'sort.0'],
  ];
  for (const [value, field] of broken) {
    it(`${JSON.stringify(value)} is refused at ${field}`, () => {
      assert.throws(
        () => normaliseSort(value),
        (error) =>
          error instanceof ExportError && error.code === 'EXPORT_INVALID_SORT' && error.problems[0]?.field === field,
      );
    });
  }
});
