import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changesOf } from '../../../admin/src/services/preview-changes';

describe('the changes of a preview', () => {
  it('are found by cell, and counted by kind', () => {
    const { at, counts } = changesOf([
      { row: 0, column: 1, kind: 'cells-cut' },
      { row: 0, column: 1, kind: 'characters-replaced' },
      { row: 2, column: 0, kind: 'characters-replaced' },
    ]);
    assert.deepEqual(at(0, 1), ['cells-cut', 'characters-replaced']);
    assert.deepEqual(at(2, 0), ['characters-replaced']);
    assert.deepEqual(at(1, 0), []);
    assert.deepEqual(counts, [
      ['cells-cut', 1],
      ['characters-replaced', 2],
    ]);
  });
});
