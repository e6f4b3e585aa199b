import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buttonFor, rowFor } from '../../../admin/src/services/roving';

const press = (key: string, ctrlKey = false) => ({ key, ctrlKey });

describe('the keys of a list with toolbars', () => {
  it('lead from row to row, and no further than there are rows', () => {
    const to = (key: string, at: number) => rowFor(press(key), at, 30);
    assert.deepEqual([to('ArrowUp', 5), to('ArrowDown', 5), to('PageUp', 15), to('PageDown', 5)], [4, 6, 5, 15]);
    assert.deepEqual([to('ArrowUp', 0), to('ArrowDown', 29), to('PageUp', 3), to('PageDown', 25)], [0, 29, 0, 29]);
    assert.deepEqual([rowFor(press('Home', true), 5, 30), rowFor(press('End', true), 5, 30)], [0, 29]);
  });

  it('are left to texts where texts need them', () => {
    for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'a', 'Enter', 'Tab']) {
      assert.equal(rowFor(press(key), 5, 30), null, key);
    }
    assert.equal(rowFor(press('ArrowUp', true), 5, 30), null);
  });

  it('lead from button to button, in the direction of the writing', () => {
    const to = (key: string, isRtl = false) => buttonFor(press(key), 1, 4, isRtl);
    assert.deepEqual([to('ArrowLeft'), to('ArrowRight'), to('Home'), to('End')], [0, 2, 0, 3]);
    assert.deepEqual([to('ArrowLeft', true), to('ArrowRight', true)], [2, 0]);
    assert.deepEqual([to('ArrowDown'), to('Enter'), buttonFor(press('Home', true), 1, 4, false)], [null, null, null]);
  });
});
