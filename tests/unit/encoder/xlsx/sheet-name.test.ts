import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSheetNames } from '../../../../server/src/encoder/xlsx/sheet-name';
import { load, write } from './support';

const name = (wanted: string): string => createSheetNames().take(wanted);

describe('a sheet name', () => {
  it('is kept where Excel accepts it', () => {
    for (const wanted of ['Orders', "Tom's list", 'Bestellungen (2026)', '注文 😀', 'x'.repeat(31)]) {
      assert.equal(name(wanted), wanted);
    }
  });

  it('has no character that Excel forbids', () => {
    assert.equal(name('[a]:b*c?d/e\\f'), '_a__b_c_d_e_f');
    assert.equal(name('a\n\tb\0'), 'a b');
    assert.equal(name('\uD800x'), '\uFFFDx');
  });

  it('neither begins nor ends with an apostrophe or a blank', () => {
    assert.equal(name("''quoted' "), 'quoted');
    assert.equal(name(`${'x'.repeat(30)}'s`), 'x'.repeat(30));
  });

  it('is at most 31 units long and halves no character', () => {
    assert.equal(name('x'.repeat(40)).length, 31);
    assert.equal(name(`${'x'.repeat(30)}😀`), 'x'.repeat(30));
  });

  it('is neither empty nor the one Excel reserves', () => {
    assert.equal(name(''), 'Sheet');
    assert.equal(name("''"), 'Sheet');
    assert.equal(name('history'), 'history_');
    assert.equal(name('Histories'), 'Histories');
  });

  it('cannot be read as an escape', () => {
    assert.equal(name('_x005B_a'), '-x005B_a');
  });

  it('is unique without regard to case, within its length', () => {
    const names = createSheetNames();
    assert.equal(names.take('Orders'), 'Orders');
    assert.equal(names.take('ORDERS'), 'ORDERS (2)');
    assert.equal(names.take('orders'), 'orders (3)');
    assert.equal(names.take('orders (2)'), 'orders (2) (2)');
    const long = 'x'.repeat(31);
    assert.equal(names.take(long), long);
    assert.equal(names.take(long), `${'x'.repeat(27)} (2)`);
  });

  it('is read back from the workbook with its markup', async () => {
    const { file } = await write([], [], { sheetName: `<R&D> "it's"` });
    assert.deepEqual(
      (await load(file)).worksheets.map((sheet) => sheet.name),
      [`<R&D> "it's"`],
    );
  });
});
