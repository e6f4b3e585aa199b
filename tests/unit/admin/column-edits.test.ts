import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changed, chosenOf, isChosen, toggled, withAll } from '../../../admin/src/services/column-edits';
import { moved, without } from '../../../admin/src/services/list-edits';
import { isFormatOpen } from '../../../admin/src/services/column-formats';
import { type ColumnPick, defaultPicks, sentColumns, textOf } from '../../../admin/src/services/column-picks';

const PICKS: readonly ColumnPick[] = [
  { path: 'name', header: 'Hotel' },
  { path: 'contacts.email', toMany: 'first' },
  { path: 'contacts', toMany: 'count' },
];

const texts = (picks: readonly ColumnPick[]): readonly string[] => picks.map(textOf);

describe('the chosen columns', () => {
  it('get a new one at their end, and lose it again', () => {
    const more = toggled('city', true)(PICKS);
    assert.deepEqual(texts(more), [...texts(PICKS), 'city']);
    assert.deepEqual(toggled('city', true)(more), PICKS);
  });

  it('tell a list’s field by its path, whatever was chosen for its list, and its number of items apart', () => {
    const chosen = chosenOf(PICKS);
    assert.ok(isChosen(chosen, 'contacts.email', true));
    assert.ok(isChosen(chosen, 'contacts:count', false));
    assert.ok(!isChosen(chosen, 'contacts.email', false), 'a site’s own column without a choice is another one');
    assert.deepEqual(texts(toggled('contacts.email', true)(PICKS)), ['name', 'contacts:count']);
    assert.deepEqual(texts(toggled('contacts:count', false)(PICKS)), ['name', 'contacts.email:first']);
  });

  it('keep what was chosen, and their places, when all are chosen', () => {
    const all = withAll(['city', 'name', 'contacts.email', 'contacts:count', 'stars'])(PICKS);
    assert.deepEqual(all, [...PICKS, { path: 'city' }, { path: 'stars' }]);
  });

  it('move to any place that there is', () => {
    assert.deepEqual(texts(moved(0, 2)(PICKS)), ['contacts.email:first', 'contacts:count', 'name']);
    assert.deepEqual(texts(moved(2, 0)(PICKS)), ['contacts:count', 'name', 'contacts.email:first']);
    assert.equal(moved(0, -1)(PICKS), PICKS);
    assert.equal(moved(2, 3)(PICKS), PICKS);
    assert.deepEqual(texts(without(1)(PICKS)), ['name', 'contacts:count']);
  });

  it('take choices back', () => {
    const [first, second] = changed(1, { toMany: undefined })(changed(0, { header: '' })(PICKS));
    assert.deepEqual(first, { path: 'name' });
    assert.deepEqual(second, { path: 'contacts.email' });
  });

  it('are not sent while they are the default ones, also of a site’s own exporter', () => {
    const choices = ['name', 'contacts:count'].map((path) => ({
      ...{ path, label: path, type: 'text' as const, isDefault: true },
    }));
    const picks = defaultPicks(choices);
    assert.deepEqual(texts(picks), ['name', 'contacts:count']);
    assert.equal(sentColumns(picks, choices, 'csv'), undefined);
    assert.deepEqual(sentColumns(moved(0, 1)(picks), choices, 'csv'), [{ path: 'contacts', toMany: 'count' }, 'name']);
  });

  it('share a cell where the format has no sheets', () => {
    const picks: readonly ColumnPick[] = [{ path: 'contacts.email', toMany: 'sheet' }];
    assert.deepEqual(sentColumns(picks, [], 'xlsx'), picks);
    assert.deepEqual(sentColumns(picks, [], 'csv'), [{ path: 'contacts.email', toMany: 'join' }]);
  });

  it('need a currency for money', () => {
    const money = (currency: string): ColumnPick => ({ path: 'price', format: { kind: 'money', currency } });
    assert.deepEqual(
      ['', 'US', 'USD'].map((code) => isFormatOpen(money(code))),
      [true, true, false],
    );
    assert.ok(!isFormatOpen({ path: 'price' }));
  });
});
