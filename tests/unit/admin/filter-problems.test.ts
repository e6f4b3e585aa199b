import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemOf, wrongFilters } from '../../../admin/src/services/filter-problems';
import type { FilterField } from '../../../admin/src/services/own-filters';

const field = (name: string): FilterField => ({
  ...{ name, label: name.toUpperCase(), description: null, isRequired: false, kind: 'text', options: [] },
  ...{ isNumber: false, minimum: null, maximum: null, fallback: null },
});

const FROM = field('date_from');
const DATE = field('date');
const IDS = field('ids');

const ORDER = { field: 'filters.date_from', message: 'filters.date_from: date_from is after date_to.' };
const THIRD = { field: 'filters.ids.2', message: 'filters.ids.2: Too long.' };
const FORMAT = { field: 'format', message: 'records is exported as csv.' };

describe('what is wrong with a filter', () => {
  it('is told without the filter’s name, which stands above', () => {
    assert.deepEqual(problemOf(FROM, [FORMAT, ORDER]), { message: 'date_from is after date_to.', position: null });
    const other = { field: 'filters.date', message: 'filters.date is not a parameter of this export.' };
    assert.equal(problemOf(DATE, [other])?.message, other.message);
  });

  it('is not told of a filter whose name begins alike', () => {
    assert.equal(problemOf(DATE, [ORDER]), null);
  });

  it('names which of several values is meant', () => {
    assert.deepEqual(problemOf(IDS, [THIRD]), { message: 'Too long.', position: 3 });
  });
});

describe('the filters that are wrong', () => {
  it('are named where nothing else is wrong', () => {
    assert.deepEqual(wrongFilters([FROM, DATE, IDS], [THIRD, ORDER]), ['DATE_FROM', 'IDS']);
    assert.deepEqual(wrongFilters([FROM, DATE, IDS], []), []);
  });

  it('are not all there is to say where something else is wrong', () => {
    assert.deepEqual(wrongFilters([FROM, IDS], [ORDER, FORMAT]), []);
  });
});
