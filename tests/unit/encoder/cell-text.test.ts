import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell, ColumnType } from '../../../shared/columns';
import { createCellText } from '../../../server/src/encoder/cell-text';
import { column } from '../support';

const text = (type: ColumnType, cell: Cell, timeZone = 'UTC', pattern?: string): string =>
  createCellText(column(0, type, pattern === undefined ? {} : { format: { kind: 'date', pattern } }), timeZone)(cell);

describe("a cell's text", () => {
  it('is its own text, its digits or its truth', () => {
    assert.equal(text('text', 'a "b"'), 'a "b"');
    assert.equal(text('decimal', '12.5'), '12.5');
    assert.equal(text('biginteger', '9223372036854775807'), '9223372036854775807');
    assert.equal(text('float', 0.1), '0.1');
    assert.equal(text('boolean', true), 'true');
    assert.equal(text('boolean', false), 'false');
    assert.equal(text('json', '{"a":1}'), '{"a":1}');
  });

  it('is ISO 8601 for an instant, with the offset of the zone', () => {
    const instant = '2026-07-01T22:30:00.000Z';
    assert.equal(text('datetime', instant), instant);
    assert.equal(text('datetime', instant, 'Europe/Berlin'), '2026-07-02T00:30:00.000+02:00');
    assert.equal(text('datetime', instant, 'America/New_York'), '2026-07-01T18:30:00.000-04:00');
    assert.equal(text('datetime', instant, 'Asia/Kolkata'), '2026-07-02T04:00:00.000+05:30');
  });

  it('follows a pattern on the wall clock of the zone', () => {
    const pattern = 'dd.MM.yyyy HH:mm';
    assert.equal(text('datetime', '2026-07-01T22:30:00.000Z', 'UTC', pattern), '01.07.2026 22:30');
    assert.equal(text('datetime', '2026-07-01T22:30:00.000Z', 'Europe/Berlin', pattern), '02.07.2026 00:30');
  });

  it('never shifts a plain date or a plain time', () => {
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12']) {
      assert.equal(text('date', '2026-02-03', zone), '2026-02-03');
      assert.equal(text('date', '2026-02-03', zone, 'dd.MM.yyyy HH:mm'), '03.02.2026 00:00');
      assert.equal(text('time', '23:59:59.999', zone), '23:59:59.999');
      assert.equal(text('time', '23:59:59.999', zone, 'HH.mm'), '23.59');
    }
  });

  it('is the cell itself where a database keeps what is no date', () => {
    assert.equal(text('datetime', 'infinity', 'Europe/Berlin'), 'infinity');
    assert.equal(text('datetime', 'infinity', 'Europe/Berlin', 'yyyy'), 'infinity');
    assert.equal(text('date', 'infinity', 'UTC', 'yyyy'), 'infinity');
    assert.equal(text('time', '838:59:59.000', 'UTC', 'HH:mm'), '838:59:59.000');
  });
});
