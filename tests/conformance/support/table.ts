import type { Cell, Column, Row } from '../../../shared/columns';
import { digits, type Expected, LINES } from './lines';

const own = LINES.map(({ key, type, format }, index): Column => ({
  key,
  header: `Header, "${key}"`,
  type,
  steps: [],
  index,
  ...(format && { format }),
}));

const CITY = { name: 'city', index: own.length, many: false };
const TAGS = { name: 'tags', index: own.length + 1, many: true };
const GROUP = { name: 'group', index: 2, many: false };

export const columns: readonly Column[] = [
  ...own,
  { key: 'city.name', header: 'City', type: 'text', steps: [CITY], index: 0 },
  { key: 'tags.name', header: 'Tags', type: 'text', steps: [TAGS], index: 0 },
  { key: 'city.population', header: 'Population', type: 'integer', steps: [CITY], index: 1 },
  { key: 'tags.weight', header: 'Weights', type: 'decimal', steps: [TAGS], index: 1 },
  { key: 'tags.group.name', header: 'Groups', type: 'text', steps: [TAGS, GROUP], index: 0 },
  { key: 'tags:count', header: 'Number of tags', type: 'integer', steps: [TAGS], index: 0, list: 'count' },
  { key: 'tags.weight:first', header: 'First weight', type: 'decimal', steps: [TAGS], index: 1, list: 'first' },
];

/** Per row: the city, and the tags with their groups. */
const HOPS: readonly (readonly [city: Row | null, tags: readonly Row[]])[] = [
  [
    ['Bonn', 330_000],
    [
      ['x', '1.5', ['g']],
      ['y; z', '-2', null],
    ],
  ],
  [null, []],
  [['Rome', null], [['"q"', null, ['a,b']]]],
  [['', 0], [[null, null, [null]]]],
  [
    null,
    [
      ['a', '1', ['b']],
      ['c', '2', ['d']],
    ],
  ],
  [['O\nslo', 700_000], []],
  [null, [['x', '0', null]]],
  [['注文', 1], [['😀', '12345678901234567890', ['é']]]],
];

/** What CSV and Excel show of a list; missing items are left out. */
const joined = (items: readonly (Cell | undefined)[]): string => items.filter((item) => item != null).join('; ');

const hopsExpected = ([city, tags]: (typeof HOPS)[number]): Expected[] => {
  const list = (cells: readonly Cell[], asJson: (value: Cell) => unknown): Expected => {
    const text = joined(cells);
    return {
      csv: text,
      json: cells.map((item) => (item === null ? null : asJson(item))),
      xlsx: text === '' ? null : text,
    };
  };
  const cityName = (city?.[0] ?? null) as Cell;
  const population = (city?.[1] ?? null) as Cell;
  const inhabitants = population === null ? null : digits(String(population));
  const groups = tags.map((tag) => tag[2] as Row | null);
  const single = (value: Cell, excel: unknown): Expected => ({
    csv: joined([value]),
    json: value === null ? null : digits(String(value)),
    xlsx: excel,
  });
  const firstWeight = (tags[0]?.[1] ?? null) as Cell;
  const isTooLong = String(firstWeight).length > 15;
  return [
    { csv: joined([cityName]), json: cityName, xlsx: cityName === '' ? null : cityName },
    list(
      tags.map((tag) => tag[0] as Cell),
      String,
    ),
    { csv: joined([population]), json: inhabitants, xlsx: inhabitants },
    list(
      tags.map((tag) => tag[1] as Cell),
      (value) => digits(String(value)),
    ),
    list(
      groups.map((group) => (group?.[0] ?? null) as Cell),
      String,
    ),
    single(tags.length, digits(String(tags.length))),
    single(firstWeight, firstWeight === null || isTooLong ? firstWeight : digits(String(firstWeight))),
  ];
};

export const rows: readonly Row[] = HOPS.map(([city, tags], at) => [
  ...LINES.map(({ cells }) => cells[at]?.[0] ?? null),
  city,
  tags,
]);

export const header: readonly string[] = columns.map((column) => column.header);

/** What readers of a format must find, row by row. */
export const expectedOf = (format: keyof Expected): unknown[][] =>
  HOPS.map((hops, at) => [
    ...LINES.map(({ cells }) => cells[at]?.[1][format]),
    ...hopsExpected(hops).map((expected) => expected[format]),
  ]);
