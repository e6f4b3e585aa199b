import assert from 'node:assert/strict';
import type { Column, ColumnType, Row } from '../../../../shared/columns';
import { createCsvEncoder } from '../../../../server/src/encoder/csv';
import { createJsonEncoder } from '../../../../server/src/encoder/json';
import { createNdjsonEncoder } from '../../../../server/src/encoder/ndjson';
import type { Encoder, EncoderInput, WarningKind } from '../../../../server/src/encoder/port';
import { createXlsxEncoder } from '../../../../server/src/encoder/xlsx';
import { partsOf, type RowBlock, rowsOf } from '../../../../server/src/row/row-block';
import { chunksOf } from '../../../../server/src/run/chunks';
import { createPostgresBlocks } from '../../../../server/src/source/postgres-block';
import { type Conversion, conversionOf } from '../../../../server/src/source/values';
import { rowBody } from '../../../support/postgres-messages';

/** What PostgreSQL sends of values of each type, the strange ones with the plain ones. */
export const FIELDS: Readonly<Record<ColumnType, readonly (string | null)[]>> = {
  text: [
    ...[
      'plain',
      '',
      ' ',
      ' before',
      'after ',
      'in  between',
      'a b c d e',
      'a  b',
      '"',
      'a "quoted" word',
      'comma, semicolon; pipe| tab\t.',
    ],
    ...[
      'line\nfeed',
      'carriage\rreturn',
      '=1+1',
      '+49 30 1',
      '-2',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '＝1',
      'é',
      'Zürich',
      '東京',
      '🏨 hotel',
      '🏨',
    ],
    ...[
      '\u0001',
      '\u007f',
      '\uFFFD',
      '\uFFFE',
      'ﬀ',
      '_x0041_',
      'snake_case',
      '<b>&amp;</b>',
      '\\ back',
      '\u2028',
      'true',
      '0',
      null,
    ],
    ...['x'.repeat(600), 'ü'.repeat(600), 'y'.repeat(32_768), 'ü'.repeat(20_000), 'a\u00a0b', 'tab\tend\t'],
  ],
  // A site can have any column under an attribute: what is no number is text that must be looked at.
  integer: ['=1+1', '-1+1', 'x"y', '0', '7', '-7', '100', '2147483647', '-2147483648', null],
  biginteger: ['0', '-1', '9007199254740993', '-9223372036854775808', '999999999999999', '1000000000000000', null],
  decimal: [
    ...[
      '0',
      '0.00',
      '1.50',
      '-1.50',
      '100',
      '1000.00',
      '12.345',
      '0.05',
      '-0.10',
      'NaN',
      'Infinity',
      '-Infinity',
      null,
    ],
    ...['1.5e+20', '1.5e-10', '1e+20', '2.5e+100', '=1+1', '-A1', '1.', '.', '.5', '', '1.00.00'],
    ...['123456789012345678901234567890.1234567890', '10.0', '99999999999999.9', '0.000000000000001'],
  ],
  float: [
    ...[
      '0',
      '-0',
      '1',
      '4.9',
      '-94.575747',
      '3.28202',
      '1e+20',
      '-1e-07',
      '1.7976931348623157e+308',
      'NaN',
      'Infinity',
    ],
    ...['', '.5', '1.', '-.0', '-', '1.2.3', '-0.0'],
    ...['=1+1', '-Infinity', '0.30000000000000004', '123456789012345680000', '5e-324', null],
  ],
  boolean: ['t', 'f', null, 'x'],
  datetime: [
    ...['2026-02-03 04:05:06', '2026-02-03 04:05:06.7', '2026-02-03 04:05:06.78', '2026-02-03 04:05:06.789', null],
    ...['2026-02-03 04:05:06.789123', '12026-02-03 04:05:06', '0044-03-15 10:00:00 BC', 'infinity', '-infinity'],
    ...['日本語日本語1', '日本語日本語日本2 ', ''],
    ...['2026-02-03 04:05:06+02', '1899-12-31 23:59:59.999', '10000-01-01 00:00:00.5'],
  ],
  date: ['2026-02-03', '12026-02-03', '0044-03-15 BC', 'infinity', '1900-02-28', null],
  time: [
    '04:05:06',
    '04:05:06.7',
    '04:05:06.789',
    '04:05:06.789123',
    '24:00:00',
    '04:05:06+02',
    '日本12:34:',
    '日本語語',
    null,
  ],
  json: ['{"a": 1, "b": "x, y"}', '[1,  2]', '"text"', '"="', 'null', '12', '{"quoted": "\\"=1\\""}', null],
};

const MIDDAY = Date.UTC(2026, 1, 3, 12);

/** What `better-sqlite3` gives of values of each type: SQLite keeps any value in a column of any type. */
export const SQLITE: Readonly<Record<ColumnType, readonly unknown[]>> = {
  text: [...FIELDS.text, 12, -1.5, 1e21],
  integer: [
    0,
    -0,
    7,
    -7,
    10,
    99,
    100,
    999_999_999,
    1_000_000_000,
    2 ** 31,
    1e21,
    -1e21,
    1.5,
    '=1+1',
    'hello',
    '1e5',
    null,
  ],
  biginteger: ['0', '-1', '9007199254740993', 5, 'many', null],
  decimal: [0, 0.5, 1.5, -1.5, 100, 1e-7, 1.5e20, 1e21, '1.50', '=1+1', 'none', null],
  float: [0, -0, 4.9, -94.575747, 1e21, -1e-7, 5e-324, 0.1 + 0.2, Infinity, -Infinity, '1e5', 'here', '=1', null],
  boolean: [1, 0, 't', 'f', 2, 'x', null],
  datetime: [
    ...[
      MIDDAY,
      MIDDAY + 7,
      MIDDAY + 45,
      MIDDAY + 678,
      0,
      -1,
      1.9,
      -62_167_219_200_001,
      253_402_300_800_000,
      8.64e15 + 1,
    ],
    ...['2026-02-03 04:05:06', '2026-02-03T04:05:06.789X', '2026-02-03T04:05:06.789Z', 'never', '=now', null],
  ],
  date: ['2026-02-03', MIDDAY, '1900-02-28', 'some day', null],
  time: ['04:05:06.789', '04:05:06', '04:05', 'noon', null],
  json: FIELDS.json,
};

/** Every type of a column. */
export const TYPES = Object.keys(FIELDS) as ColumnType[];

/** Both ways to cells, from what PostgreSQL sends. */
export const readBoth = (
  types: readonly ColumnType[],
  rows: readonly (readonly (string | null)[])[],
  own?: Conversion,
) => {
  const fields = types.map((type) => ({
    type,
    convert: own !== undefined && type === 'text' ? own : conversionOf({ name: 'postgres', timeZone: 'local' }, type),
  }));
  const builder = createPostgresBlocks(fields);
  for (const row of rows) {
    const body = rowBody(row);
    builder.add(Buffer.concat([Buffer.from('before'), body, Buffer.from('behind')]), 6, 6 + body.length);
  }
  const cells = rows.map((row) =>
    row.map((raw, at) => {
      const convert = fields[at]?.convert ?? null;
      return raw === null || convert === null ? raw : convert(raw);
    }),
  );
  return { cells, block: builder.take(), builder };
};

/** Every value of each type, each beside others: the types have different numbers of values. */
export const everything = (types: readonly ColumnType[], count = 400): (string | null)[][] =>
  Array.from({ length: count }, (_none, row) =>
    types.map((type, at) => {
      const values = FIELDS[type];
      return values[(row + at) % values.length] ?? null;
    }),
  );

interface Written {
  readonly file: Buffer;
  readonly warnings: Partial<Record<WarningKind, number>>;
}

const write = async (
  create: (input: EncoderInput) => Encoder,
  input: Pick<EncoderInput, 'columns' | 'timeZone'>,
  sample: readonly Row[],
  put: (encoder: Encoder) => Promise<readonly (string | Uint8Array)[]>,
): Promise<Written> => {
  const warnings: Partial<Record<WarningKind, number>> = {};
  const counter = {
    add: (kind: WarningKind, cells = 1): void => {
      warnings[kind] = (warnings[kind] ?? 0) + cells;
    },
  };
  const encoder = create({ ...input, separator: '; ', warnings: counter });
  const chunks = [await encoder.begin(sample), ...(await put(encoder))];
  for await (const chunk of chunksOf(encoder.end(sample.length))) chunks.push(chunk);
  return { file: Buffer.concat(chunks.map((chunk) => Buffer.from(chunk as string))), warnings };
};

/** How CSV is written where nothing is said. */
export const CSV = { flavor: 'excel', lineBreak: 'crlf', delimiter: ',', formulaGuard: true } as const;
const JSON_OPTIONS = { root: 'data', metadata: null, trailingCount: null, pretty: false } as const;
const NOON = new Date(Date.UTC(2026, 0, 1, 12));

/** Every encoder that takes blocks. */
export const ENCODERS: Readonly<Record<string, (input: EncoderInput) => Encoder>> = {
  CSV: (input) => createCsvEncoder({ ...input, ...CSV }),
  'CSV without a guard, with pipes': (input) =>
    createCsvEncoder({ ...input, ...CSV, delimiter: '|', lineBreak: 'lf', formulaGuard: false }),
  'CSV with tabs': (input) => createCsvEncoder({ ...input, ...CSV, flavor: 'plain', delimiter: '\t' }),
  JSON: (input) => createJsonEncoder({ ...input, ...JSON_OPTIONS }),
  'pretty JSON': (input) => createJsonEncoder({ ...input, ...JSON_OPTIONS, pretty: true }),
  NDJSON: createNdjsonEncoder,
  Excel: (input) => createXlsxEncoder({ ...input, sheetName: 'Export' }, { now: () => NOON }),
  'Excel on many sheets': (input) =>
    createXlsxEncoder({ ...input, sheetName: 'Export' }, { now: () => NOON, maxRows: 30 }),
};

const firstDifference = (left: Buffer, right: Buffer): string => {
  let at = 0;
  while (left[at] === right[at] && at < left.length) at += 1;
  const around = (bytes: Buffer): string => JSON.stringify(bytes.toString('utf8', Math.max(0, at - 60), at + 60));
  return `by blocks ${around(left)}, by rows ${around(right)}`;
};

/** The same file by rows and by blocks. */
export const compare = async (
  create: (input: EncoderInput) => Encoder,
  columns: readonly Column[],
  block: RowBlock,
  cells: readonly Row[],
  timeZone = 'UTC',
): Promise<void> => {
  const input = { columns, timeZone };
  const byRows = await write(create, input, cells, async (encoder) => [await encoder.rows(cells)]);
  const third = Math.floor(block.length / 3);
  const parts = partsOf(block, Math.max(1, third), Infinity);
  const byBlocks = await write(create, input, rowsOf(block), async (encoder) => {
    const chunks: (string | Uint8Array)[] = [];
    for (const part of parts) {
      assert.ok(encoder.block !== undefined, 'the encoder takes no blocks');
      chunks.push(await encoder.block(part));
    }
    return chunks;
  });
  assert.deepEqual(byBlocks.warnings, byRows.warnings);
  assert.ok(byBlocks.file.equals(byRows.file), firstDifference(byBlocks.file, byRows.file));
};
