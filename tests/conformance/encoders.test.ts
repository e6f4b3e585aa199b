import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Format, FORMATS } from '../../shared/formats';
import { withoutPython } from '../unit/support';
import { READERS, withoutOpenpyxl } from './support/readers';
import { columns, expectedOf, header, rows } from './support/table';
import { write } from './support/write';

const expectedFor = (format: Format): unknown[][] => expectedOf(format === 'ndjson' ? 'json' : format);

for (const format of FORMATS) {
  describe(`the ${format} encoder`, () => {
    for (const { name, read, see, needsPython } of READERS[format]) {
      const skip = needsPython ? (format === 'xlsx' ? withoutOpenpyxl : withoutPython) : false;

      it(`gives ${name} every cell of every type`, { skip }, async () => {
        const table = await read((await write(format, rows)).file);
        assert.deepEqual(table.header, header);
        expectedFor(format).forEach((expected, row) => {
          expected.forEach((value, at) => {
            const where = `row ${row}, ${columns[at]?.key ?? ''}`;
            assert.deepEqual(table.rows[row]?.[at], see(value), where);
          });
        });
        assert.equal(table.rows.length, rows.length);
      });

      it(`gives ${name} a valid file with one row and with none`, { skip }, async () => {
        for (const count of [0, 1]) {
          const table = await read((await write(format, rows.slice(0, count))).file);
          assert.deepEqual(table.header, header);
          assert.equal(table.rows.length, count);
        }
      });

      it(`gives ${name} a thousand rows in their order`, { skip }, async () => {
        const many = Array.from({ length: 125 }, () => rows).flat();
        const table = await read((await write(format, many, {}, 100)).file);
        const expected = expectedFor(format).map((row) => row.slice(2).map(see));
        const seen = table.rows.map((row) => row.slice(2));
        assert.equal(seen.length, 1_000);
        for (let from = 0; from < 1_000; from += rows.length) {
          assert.deepEqual(seen.slice(from, from + rows.length), expected);
        }
      });
    }

    it('writes the same file however the rows are cut into batches', async () => {
      const whole = await write(format, rows, {}, 100);
      for (const batch of [1, 2, 5]) {
        const other = await write(format, rows, {}, batch);
        const [first] = READERS[format];
        assert.ok(first);
        assert.deepEqual(await first.read(other.file), await first.read(whole.file));
        assert.deepEqual(other.warnings, whole.warnings);
      }
    });
  });
}

describe('what an encoder changed', () => {
  it('is counted, cell by cell, and nothing else is', async () => {
    const warnings = async (format: Format, options?: object) => (await write(format, rows, options)).warnings;
    assert.deepEqual(await warnings('csv'), { 'formulas-neutralised': 3 });
    assert.deepEqual(await warnings('csv', { formulaGuard: false }), {});
    assert.deepEqual(await warnings('json'), {});
    assert.deepEqual(await warnings('ndjson'), {});
    assert.deepEqual(await warnings('xlsx'), { 'characters-replaced': 1, 'cells-cut': 1 });
  });
});
