import type { Cell, ColumnFormat, ColumnType } from '../../../shared/columns';

/** A number by its digits: JavaScript's reader rounds them, Python's does not. */
export interface Digits {
  readonly digits: string;
}

/** A date or time of a spreadsheet, as local ISO text. */
interface Moment {
  readonly moment: string;
}

/** What readers must find of one cell. */
export interface Expected {
  readonly csv: string;
  readonly json: unknown;
  readonly xlsx: unknown;
}

interface Line {
  readonly key: string;
  readonly type: ColumnType;
  readonly format?: ColumnFormat;
  readonly cells: readonly (readonly [cell: Cell, expected: Expected])[];
}

type Pair = Line['cells'][number];

export const digits = (text: string): Digits => ({ digits: text });
const moment = (text: string): Moment => ({ moment: text });

const none: Pair = [null, { csv: '', json: null, xlsx: null }];

/** Text that every format gives back as it is. */
const same = (text: string): Pair => [text, { csv: text, json: text, xlsx: text }];
const cell = (given: Cell, csv: string, json: unknown, xlsx: unknown): Pair => [given, { csv, json, xlsx }];
const number = (text: string): Pair => cell(text, text, digits(text), digits(text));

const berlin = (utc: string, local: string, offset: string): Pair => cell(utc, local + offset, utc, moment(local));
const json = (text: string, value: unknown): Pair => cell(text, text, value, text);

/** The longest text that an Excel cell holds. */
const LONGEST = 32_767;
const long = `${'long '.repeat(7_000)}end`;

/** Eight rows of every type, column by column: what a source gives, and what readers must find of it. */
export const LINES: readonly Line[] = [
  {
    key: 'name',
    type: 'text',
    cells: [
      same('Hôtel "Zur Post", 1. Stock; a|b'),
      cell(
        '=HYPERLINK("http://evil.example")',
        `'=HYPERLINK("http://evil.example")`,
        '=HYPERLINK("http://evil.example")',
        '=HYPERLINK("http://evil.example")',
      ),
      same('two\nlines\tand a tab'),
      same('+49 (0)30 901820-15'),
      same('注文 😀 é \u2028 <b>&amp;</b> ]]>'),
      cell('\u0001null\0', '\u0001null\0', '\u0001null\0', '\uFFFDnull\uFFFD'),
      same('  _x0041_ 007 TRUE 1/2  '),
      cell(long, long, long, long.slice(0, LONGEST)),
    ],
  },
  {
    key: 'note',
    type: 'text',
    cells: [
      none,
      cell('', '', '', null),
      cell('\r\nwindows\r', "'\r\nwindows\r", '\r\nwindows\r', '\r\nwindows\r'),
      cell('@x', "'@x", '@x', '@x'),
      same("'"),
      same('"'),
      same('-'),
      same('null'),
    ],
  },
  {
    key: 'stars',
    type: 'integer',
    cells: [
      number('0'),
      none,
      cell(-5, '-5', digits('-5'), digits('-5')),
      number('2147483647'),
      cell(3, '3', digits('3'), digits('3')),
      number('-2147483648'),
      none,
      number('1'),
    ],
  },
  {
    key: 'visits',
    type: 'biginteger',
    cells: [
      same('9007199254740993'),
      same('-9223372036854775808'),
      none,
      cell('42', '42', '42', digits('42')),
      cell('0', '0', '0', digits('0')),
      same('9223372036854775807'),
      cell(7, '7', '7', digits('7')),
      none,
    ],
  },
  {
    key: 'rating',
    type: 'decimal',
    cells: [
      number('4.5'),
      number('-0.01'),
      cell('12345678901234567.89', '12345678901234567.89', digits('12345678901234567.89'), '12345678901234567.89'),
      none,
      number('0.1'),
      number('100'),
      number('99999999.99'),
      number('0'),
    ],
  },
  {
    key: 'weight',
    type: 'float',
    cells: [
      cell(0.1, '0.1', digits('0.1'), digits('0.1')),
      cell(1e21, '1e+21', digits('1e+21'), digits('1e+21')),
      cell(-1.5e-7, '-1.5e-7', digits('-1.5e-7'), digits('-1.5e-7')),
      none,
      cell(0, '0', digits('0'), digits('0')),
      cell('NaN', 'NaN', 'NaN', 'NaN'),
      cell('-Infinity', '-Infinity', '-Infinity', '-Infinity'),
      cell(1 / 3, '0.3333333333333333', digits('0.3333333333333333'), digits('0.3333333333333333')),
    ],
  },
  {
    key: 'open',
    type: 'boolean',
    cells: [true, false, null, true, false, null, true, false].map((truth): Pair =>
      truth === null ? none : cell(truth, String(truth), truth, truth),
    ),
  },
  {
    key: 'updatedAt',
    type: 'datetime',
    // In the zone of the run, Europe/Berlin; JSON keeps UTC.
    cells: [
      berlin('2026-02-03T04:05:06.789Z', '2026-02-03T05:05:06.789', '+01:00'),
      berlin('2026-03-29T00:59:59.999Z', '2026-03-29T01:59:59.999', '+01:00'),
      berlin('2026-03-29T01:00:00.000Z', '2026-03-29T03:00:00.000', '+02:00'),
      berlin('2026-10-25T00:30:00.000Z', '2026-10-25T02:30:00.000', '+02:00'),
      berlin('2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00.000', '+01:00'),
      berlin('1999-12-31T23:30:00.000Z', '2000-01-01T00:30:00.000', '+01:00'),
      none,
      berlin('1970-01-01T00:00:00.000Z', '1970-01-01T01:00:00.000', '+01:00'),
    ],
  },
  {
    key: 'since',
    type: 'date',
    cells: ['2026-02-03', '1999-12-31', null, '2024-02-29', '9999-12-31', '1900-03-01', '1789-07-14', '2000-01-01'].map(
      (day): Pair => {
        if (day === null) return none;
        return day < '1900' ? same(day) : cell(day, day, day, moment(`${day}T00:00:00.000`));
      },
    ),
  },
  {
    key: 'checkIn',
    type: 'time',
    cells: [
      '00:00:00.000',
      '14:00:00.000',
      '23:59:59.999',
      null,
      '04:05:06.789',
      '12:00:00.000',
      '00:00:01.000',
      '18:30:00.000',
    ].map((time): Pair => (time === null ? none : cell(time, time, time, moment(time)))),
  },
  {
    key: 'facts',
    type: 'json',
    cells: [
      json('{"a":[1,"x, \\"y\\""],"b":{}}', { a: [digits('1'), 'x, "y"'], b: {} }),
      json('[]', []),
      json('null', null),
      json('"text"', 'text'),
      none,
      json('-5.10', digits('-5.10')),
      json('true', true),
      json('{"n":12345678901234567.89}', { n: digits('12345678901234567.89') }),
    ],
  },
  {
    key: 'price',
    type: 'integer',
    format: { kind: 'money', currency: 'USD', storedAs: 'cents' },
    cells: [
      cell(1234, '12.34', digits('1234'), digits('12.34')),
      cell('5', '0.05', digits('5'), digits('0.05')),
      cell(-5, '-0.05', digits('-5'), digits('-0.05')),
      none,
      cell(0, '0.00', digits('0'), digits('0')),
      cell('123456789012', '1234567890.12', digits('123456789012'), digits('1234567890.12')),
      cell(100, '1.00', digits('100'), digits('1')),
      cell(-99, '-0.99', digits('-99'), digits('-0.99')),
    ],
  },
  {
    key: 'area',
    type: 'decimal',
    format: { kind: 'number', decimals: 1, grouping: true },
    cells: [
      cell('1234.56', '1,234.6', digits('1234.56'), digits('1234.56')),
      cell('-0.04', '0.0', digits('-0.04'), digits('-0.04')),
      none,
      cell('999999.95', '1,000,000.0', digits('999999.95'), digits('999999.95')),
      cell(
        '12345678901234567.85',
        '12,345,678,901,234,567.9',
        digits('12345678901234567.85'),
        '12,345,678,901,234,567.9',
      ),
      cell(-1000, '-1,000.0', digits('-1000'), digits('-1000')),
      cell(0, '0.0', digits('0'), digits('0')),
      cell('0.12345678901234567890', '0.1', digits('0.12345678901234567890'), digits('0.1')),
    ],
  },
  {
    key: 'pool',
    type: 'boolean',
    format: { kind: 'boolean', true: 'yes, heated', false: '' },
    cells: [true, false, null, true, false, null, true, false].map((truth): Pair => {
      if (truth === null) return none;
      return truth ? cell(true, 'yes, heated', true, 'yes, heated') : cell(false, '', false, null);
    }),
  },
  {
    key: 'built',
    type: 'date',
    format: { kind: 'date', pattern: 'dd.MM.yyyy' },
    cells: ['2026-02-03', null, '2000-12-31', null, null, '1999-01-01', null, '2024-02-29'].map((day): Pair => {
      if (day === null) return none;
      const [year, month, date] = day.split('-');
      return cell(day, `${date}.${month}.${year}`, day, moment(`${day}T00:00:00.000`));
    }),
  },
];
