import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell, ColumnType } from '../../../../shared/columns';
import { dateFormat } from '../../../../server/src/encoder/xlsx/number-format';
import { dateSerial, datetimeSerial, timeSerial } from '../../../../server/src/encoder/xlsx/serial-date';
import { column, roundTrip } from './support';

const pattern = (type: ColumnType, text: string) => column(0, type, { format: { kind: 'date', pattern: text } });

/** What exceljs makes of a serial number, as ISO text. */
const shown = async (type: ColumnType, cells: readonly Cell[], timeZone = 'UTC'): Promise<unknown[]> =>
  (await roundTrip(column(0, type), cells, { timeZone })).map(({ value }) =>
    value instanceof Date ? value.toISOString() : value,
  );

describe('serial numbers', () => {
  it('are those of Excel', () => {
    assert.equal(dateSerial('1900-03-01'), '61');
    assert.equal(dateSerial('1970-01-01'), '25569');
    assert.equal(dateSerial('2000-02-29'), '36585');
    assert.equal(dateSerial('2026-02-03'), '46056');
    assert.equal(dateSerial('9999-12-31'), '2958465');
    assert.equal(datetimeSerial('2026-02-03T06:00:00.000'), '46056.250');
    assert.equal(datetimeSerial('2026-02-03T00:00:00.000'), '46056');
    assert.equal(timeSerial('18:00:00.000'), '0.750');
    assert.equal(timeSerial('00:00:00.000'), '0');
  });

  it('agree with Date on every day of 1900 to 2200', () => {
    for (let day = Date.UTC(1900, 2, 1); day < Date.UTC(2200, 0, 1); day += 86_400_000) {
      const iso = new Date(day).toISOString();
      assert.equal(dateSerial(iso.slice(0, 10)), String(day / 86_400_000 + 25_569), iso);
    }
  });

  it('are given to the last millisecond', () => {
    for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2026, 0, 2); instant += 997) {
      const serial = datetimeSerial(new Date(instant).toISOString().slice(0, -1));
      assert.equal(Math.round((Number(serial) - 25_569) * 86_400_000), instant);
    }
  });

  it('do not exist for days before March 1900, years beyond 9999 and other text', () => {
    assert.deepEqual(['1900-02-28', '0001-01-01', '10000-01-01', 'soon', ''].map(dateSerial), [
      null,
      null,
      null,
      null,
      null,
    ]);
    assert.equal(datetimeSerial('+010000-01-01T00:00:00.000'), null);
    assert.equal(datetimeSerial('1900-02-28T23:59:59.999'), null);
    assert.equal(timeSerial('4:05'), null);
  });

  it('do not exist for days and times that no calendar and no clock has, which databases may hold', () => {
    const days = ['2026-00-01', '2026-13-01', '2026-02-00', '2026-02-29', '2026-04-31', '9999-99-99', '2100-02-29'];
    assert.deepEqual(
      days.map(dateSerial),
      days.map(() => null),
    );
    const times = ['24:00:00.000', '25:00:00.000', '99:99:99.999', '10:60:00.000', '10:00:60.000'];
    assert.deepEqual(
      times.map(timeSerial),
      times.map(() => null),
    );
    for (const time of times) assert.equal(datetimeSerial(`2026-02-03T${time}`), null);
    for (const day of days) assert.equal(datetimeSerial(`${day}T00:00:00.000`), null);
    assert.equal(dateSerial('2024-02-29'), '45351');
    assert.equal(dateSerial('2000-02-29'), '36585');
  });
});

describe('a date cell', () => {
  it('is a day and never shifted by a zone', async () => {
    const days = ['2026-02-03', '1900-03-01', '9999-12-31'];
    const expected = days.map((day) => `${day}T00:00:00.000Z`);
    assert.deepEqual(await shown('date', days), expected);
    assert.deepEqual(await shown('date', days, 'Pacific/Kiritimati'), expected);
  });

  it('is ISO text before Excel knows dates', async () => {
    assert.deepEqual(await shown('date', ['1900-02-28', '1789-07-14']), ['1900-02-28', '1789-07-14']);
  });

  it('has a date format', async () => {
    assert.equal((await roundTrip(column(0, 'date'), ['2026-02-03']))[0]?.numFmt, 'yyyy-mm-dd');
    assert.equal((await roundTrip(column(0, 'time'), ['04:05:06.789']))[0]?.numFmt, 'hh:mm:ss');
    const [datetime] = await roundTrip(column(0, 'datetime'), ['2026-02-03T04:05:06.789Z']);
    assert.equal(datetime?.numFmt, 'yyyy-mm-dd hh:mm:ss');
  });
});

describe('a datetime cell', () => {
  it('keeps its milliseconds', async () => {
    const instants = ['2026-02-03T04:05:06.789Z', '1999-12-31T23:59:59.999Z', '2024-02-29T12:00:00.000Z'];
    assert.deepEqual(await shown('datetime', instants), instants);
  });

  it('shows the wall clock of a zone around the change to summer time', async () => {
    const instants = ['2026-03-29T00:59:59.000Z', '2026-03-29T01:00:00.000Z', '2026-01-01T23:30:00.000Z'];
    assert.deepEqual(await shown('datetime', instants, 'Europe/Berlin'), [
      '2026-03-29T01:59:59.000Z',
      '2026-03-29T03:00:00.000Z',
      '2026-01-02T00:30:00.000Z',
    ]);
  });

  it('is ISO text where Excel has no serial number for it', async () => {
    assert.deepEqual(await shown('datetime', ['1850-06-01T12:00:00.000Z', '+010000-01-01T00:00:00.000Z']), [
      '1850-06-01T12:00:00.000Z',
      '+010000-01-01T00:00:00.000Z',
    ]);
  });
});

describe('a time cell', () => {
  it('is the fraction of a day', async () => {
    const cells = await roundTrip(column(0, 'time'), ['00:00:00.000', '12:00:00.000', '23:59:59.999']);
    const seconds = cells.map(({ value }) => (value instanceof Date ? value.getTime() % 86_400_000 : value));
    assert.deepEqual(
      seconds.map((part) => (Number(part) + 86_400_000) % 86_400_000),
      [0, 43_200_000, 86_399_999],
    );
  });
});

describe("Excel's format for a date pattern", () => {
  const codes: readonly (readonly [pattern: string, code: string | null])[] = [
    ['dd.MM.yyyy', 'dd.mm.yyyy'],
    ['dd/MM/yyyy HH:mm', 'dd\\/mm\\/yyyy hh:mm'],
    ['yyyy-MM-ddTHH:mm:ss.SSS', 'yyyy-mm-dd"T"hh:mm:ss.000'],
    ['HH:mm:ss,SSS', 'hh:mm:ss.000'],
    ['yyyyMMdd', 'yyyymmdd'],
    ['mm:ss', 'mm:ss'],
    ['yyyy年MM月dd日', 'yyyy"年"mm"月"dd"日"'],
    ['"dd" "x"', '\\"dd\\" \\""x"\\"'],
    // Excel would read these otherwise.
    ['HH MM', null],
    ['MM ss', null],
    ['dd mm', null],
    ['dddd', null],
    ['MMMM', null],
    ['SSS', null],
    ['ss SSS', null],
    ['no token', null],
    [`yyyy${'-'.repeat(300)}`, null],
  ];
  for (const [text, code] of codes) {
    it(`${code === null ? 'does not exist' : `is ${code}`} for ${text.slice(0, 40)}`, () => {
      assert.equal(dateFormat(text), code);
    });
  }

  it('is used by the cells of the column', async () => {
    const [cell] = await roundTrip(pattern('datetime', 'dd.MM.yyyy HH:mm'), ['2026-02-03T04:05:06.789Z']);
    assert.equal(cell?.numFmt, 'dd.mm.yyyy hh:mm');
    assert.ok(cell.value instanceof Date);
  });

  it('leaves text in the pattern where it does not exist', async () => {
    const [cell] = await roundTrip(pattern('date', 'dddd MM'), ['2026-02-03']);
    assert.equal(cell?.value, '0303 02');
  });
});
