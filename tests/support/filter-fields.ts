import type { Kind } from './filter-oracle';
import { HOTEL, SINK } from './content';

/** One field whose filters are compared, and the values they are compared with beside those that it holds. */
export interface FilterField {
  readonly uid: string;
  readonly name: string;
  /** The type's name in Strapi's schema, by which the panel offers operators. */
  readonly attribute: string;
  readonly kind: Kind;
  readonly operands: readonly unknown[];
  /** What is looked for within text; the letters' case is as the field has it, since databases differ about others. */
  readonly pieces: readonly unknown[];
  /** Whether the field's text sorts the same in every collation, by its first letters. */
  readonly isOrdered?: boolean;
}

type Rest = Partial<Pick<FilterField, 'pieces' | 'isOrdered'>>;

const sink = (
  name: string,
  attribute: string,
  kind: Kind,
  operands: readonly unknown[],
  rest: Rest = {},
): FilterField => ({
  ...{ uid: SINK, name, attribute, kind, operands, pieces: [] },
  ...rest,
});

const hotel = (
  name: string,
  attribute: string,
  kind: Kind,
  operands: readonly unknown[],
  rest: Rest = {},
): FilterField => ({
  ...sink(name, attribute, kind, operands, rest),
  uid: HOTEL,
});

const MOMENTS = [
  ...['2026-02-03T04:05:06.789Z', '2026-02-03T06:05:06.789+02:00', '2026-02-03 04:05:06.788Z', '2026-02-03'],
  ...['1769000000000', 1_769_000_000_000, '1000-01-01', '9999-12-31T12:00:00Z', '2026'],
];
const DATES = ['2024-02-29', '1000-01-01', '0001-01-01', '9999-12-31', '2026-01-02'];
const TIMES = ['00:00:00', '23:59:59', '23:59:59.000', '12:30:00.5', '12:30:00.499', '23:59:59.999'];

export const FILTER_FIELDS: readonly FilterField[] = [
  sink('id', 'integer', 'id', [0, -1, '1', 2_147_483_647]),
  sink('documentId', 'string', 'text', ['nothing', 'filters000000000000000a1'], { pieces: ['filters', 'a1', '0'] }),
  sink('a_string', 'string', 'text', ['alpha 100% real', 'omega_real', 5, true, '', "O'Brien"], {
    pieces: [
      '%',
      '_',
      '\\',
      '"',
      '100%',
      'a_r',
      'real',
      'Kitchen sink 1',
      '',
      0,
      '%real',
      '\\%',
      '\\ "?"',
      '??',
      'alpha',
    ],
  }),
  sink('a_text', 'text', 'text', ['100%', 'x'.repeat(10_000), '', '😀'], {
    pieces: ['line', '😀', '\n', '0%', '\\', 'slash'],
  }),
  sink('a_richtext', 'richtext', 'text', ['rich text'], { pieces: ['# Title', '- two', 'rich'] }),
  sink('an_email', 'email', 'text', ['b', 'p', 'zz', 'sink', 'alpha@example.com'], {
    pieces: ['alpha', '.com'],
    isOrdered: true,
  }),
  sink('a_uid', 'uid', 'text', ['b', 'kitchen-sink-0', 'zz'], { pieces: ['sink-0', 'kitchen'], isOrdered: true }),
  sink('an_enumeration', 'enumeration', 'text', ['alpha', 'b', 'gamma'], { pieces: ['al', 'ma'], isOrdered: true }),
  sink('a_color', 'string', 'text', ['#ff0000', 'rebeccapurple'], { pieces: ['#', 'purple', 'ff0000'] }),
  sink('camelCaseField', 'string', 'text', ['camelCase', 'dromedary'], { pieces: ['camel', 'Case'] }),
  sink('an_attribute_whose_name_is_much_too_long_for_the_database_to_keep_it', 'string', 'text', ['long name', 'x'], {
    pieces: ['long', 'name'],
  }),
  sink('an_integer', 'integer', 'integer', [0, '5', ' 5 ', '5.0', '1e3', 2_147_483_647, '-2147483648', 2_147_483_646]),
  sink('a_biginteger', 'biginteger', 'biginteger', [
    ...['9007199254740991', '9007199254740992', '9007199254740993', '9223372036854775806', '-9223372036854775807', 42],
  ]),
  sink('a_float', 'float', 'float', [0.1, '0.1', 0, '-7.875', 1e300, 5e-324, -1.5e308]),
  sink('a_decimal', 'decimal', 'decimal', [0.1, '634.69', 634.689_999, 0, 1e21, '-99999999.99']),
  sink('a_boolean', 'boolean', 'boolean', [true, false, 'true', 'false', 't', 'f', '1', '0', 1, 0]),
  sink('a_date', 'date', 'date', DATES, { pieces: ['2026-01', '2024', '-02-', '2024-02-29', '1', 29] }),
  sink('a_time', 'time', 'time', TIMES, { pieces: TIMES }),
  sink('a_datetime', 'datetime', 'datetime', MOMENTS),
  sink('a_timestamp', 'timestamp', 'datetime', MOMENTS),
  sink('publishedAt', 'datetime', 'datetime', ['2026-02-03', '1769000000000']),
  sink('a_json', 'json', 'json', []),
  sink('a_blocks', 'blocks', 'json', []),
  hotel('id', 'integer', 'id', [5]),
  hotel('property_type', 'enumeration', 'text', ['hotel', 'i', 'zz'], { pieces: ['hot', 'tel'], isOrdered: true }),
  hotel('rating', 'decimal', 'decimal', ['4.5', 4]),
  hotel('stars', 'integer', 'integer', ['4', 0]),
  hotel('active', 'boolean', 'boolean', ['true', false]),
  hotel('latitude', 'float', 'float', [0]),
  hotel('check_in', 'time', 'time', ['15:00:00'], { pieces: ['15:00:00.000', '14:00:00'] }),
  hotel('opened_on', 'date', 'date', ['2000-01-01'], { pieces: ['19', '-01-'] }),
  hotel('last_synced_at', 'datetime', 'datetime', ['2026-06-01T00:00:00Z']),
];

/** Documents at the edges of what each type holds, to stand beside the site's own kitchen sinks. */
export const EDGE_SINKS: readonly (Readonly<Record<string, unknown>> & { readonly a_biginteger: string | null })[] = [
  {
    ...{
      documentId: 'filters000000000000000a1',
      a_string: 'alpha 100% real',
      a_text: '100%',
      an_email: 'alpha@example.com',
    },
    ...{
      a_uid: 'alpha',
      a_richtext: 'rich text',
      a_color: '#00ff00',
      camelCaseField: 'dromedary',
      an_enumeration: 'alpha',
      an_integer: 2_147_483_647,
      a_biginteger: '9007199254740992',
    },
    ...{ a_float: 0.1, a_decimal: 99_999_999.99, a_boolean: true, a_date: '2024-02-29', a_time: '00:00:00.000' },
    ...{ a_datetime: '2026-02-03T04:05:06.789Z', a_timestamp: '2026-02-03T04:05:06.789Z', a_json: {} },
  },
  {
    ...{
      documentId: 'filters000000000000000a2',
      a_string: 'omega_real',
      a_text: 'back\\slash',
      an_email: 'omega@example.com',
    },
    ...{
      a_uid: 'omega',
      an_attribute_whose_name_is_much_too_long_for_the_database_to_keep_it: 'short',
      an_enumeration: 'gamma',
      an_integer: -2_147_483_648,
      a_biginteger: '9007199254740991',
    },
    ...{ a_float: -1.5e308, a_decimal: -99_999_999.99, a_boolean: false, a_date: '9999-12-31', a_time: '23:59:59.999' },
    ...{ a_datetime: '9999-12-31T12:00:00.000Z', a_timestamp: '2037-12-31T23:59:59.999Z', a_json: [] },
  },
  {
    ...{
      documentId: 'filters000000000000000a3',
      a_string: 'O\'Brien \\ "?" ??',
      a_text: '',
      an_integer: 5,
      a_biginteger: '0',
    },
    ...{ a_float: 1e300, a_decimal: 0.1, a_date: '1000-01-01', a_time: '12:30:00.500', a_json: [null] },
    ...{ a_datetime: '1969-12-31T23:59:59.001Z', a_timestamp: '1973-03-04T00:00:00.000Z' },
  },
  {
    ...{ documentId: 'filters000000000000000a4', a_string: 'real %real', a_text: '😀 smile', an_integer: 0 },
    ...{ a_biginteger: '-9223372036854775807', a_float: 0, a_decimal: 0, a_date: '1999-12-31', a_time: '12:30:00.499' },
    ...{ a_datetime: '2026-02-03T00:00:00.000Z', a_timestamp: '1999-12-31T23:59:59.999Z', a_json: { list: [] } },
  },
];
