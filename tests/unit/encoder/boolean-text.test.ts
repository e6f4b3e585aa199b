import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBooleanText } from '../../../server/src/encoder/boolean-text';
import { column, nodeCsv, step, toCsv } from '../support';

const words = (yes: string, no: string) => ({ format: { kind: 'boolean', true: yes, false: no } }) as const;

describe('boolean text', () => {
  it('is the word for what is true and for what is not', () => {
    const text = createBooleanText(words('yes', 'no').format);
    assert.deepEqual([true, false].map(text), ['yes', 'no']);
  });

  it('leaves what is neither as it is', () => {
    assert.equal(createBooleanText(words('yes', 'no').format)('maybe'), 'maybe');
  });

  it('is quoted in CSV where it must be, and may be empty', async () => {
    const columns = [column(0, 'boolean', words('yes, sir', '')), column(1, 'text')];
    const { file } = await toCsv(columns, [
      [true, 'a'],
      [false, 'b'],
      [null, 'c'],
    ]);
    assert.deepEqual(nodeCsv(file).slice(1), [
      ['yes, sir', 'a'],
      ['', 'b'],
      ['', 'c'],
    ]);
  });

  it("is guarded in CSV, since the words are the caller's", async () => {
    const columns = [column(0, 'boolean', words('=1+1', '-'))];
    const { file, warnings } = await toCsv(columns, [[true], [false], [true]]);
    assert.deepEqual(nodeCsv(file).slice(1), [["'=1+1"], ['-'], ["'=1+1"]]);
    assert.deepEqual(warnings, { 'formulas-neutralised': 2 });
  });

  it('is joined word by word', async () => {
    const flags = column(0, 'boolean', { ...words('yes', 'no'), steps: [step('parts', 0, true)] });
    const { file } = await toCsv([flags], [[[[true], [null], [false]]]]);
    assert.deepEqual(nodeCsv(file)[1], ['yes; no']);
  });
});
