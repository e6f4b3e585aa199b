import { type Buffer, isUtf8 } from 'node:buffer';
import { makeYoungGarbage } from '../memory/young-garbage';
import type { RowBlock } from '../row/row-block';
import { type BlockField, createBlockCells } from './block-cells';
import { type Unpacker, unpackerOf } from './packed-cells';
import type { PreparedQuery, Query, RawRow } from './session';
import { nativeOf } from './sqlite-session';

/**
 * A page of SQLite's as one value: to make it and to cut its cells takes three quarters of the time that a JavaScript value
 * of each cell, and bytes of that, take.
 */
export interface Packing {
  /** The query that gives the rows of another one packed, as one row. */
  pack(query: Query): PreparedQuery;
  /**
   * @returns the rows, until the first row behind the next time; `null` where a cell cannot be told by its text, so that the
   *   rows must be read as values
   */
  unpack(packed: RawRow): RowBlock | null;
}

/**
 * Bytes that no text in UTF-8 has: behind each cell, and in place of one that is missing or must be read as a value. Where
 * another program wrote bytes that are no text, they are seen, but for a cell of `NOTHING` alone.
 */
const CELL_END = 0xfe;
const NOTHING = 0xff;
const AS_VALUE = 0xfd;

/** What takes their place afterwards, so that what is left is text. */
const SPACE = 32;

const hex = (byte: number): string => `x'${byte.toString(16)}'`;

/** Most arguments of a function; the limit of a SQLite is more (`SQLITE_MAX_FUNCTION_ARG`). */
const MOST_ARGUMENTS = 100;

/** The values with what ends a cell between them. */
const joined = (values: readonly string[]): string => {
  if (values.length < MOST_ARGUMENTS) return `concat_ws(${[hex(CELL_END), ...values].join(', ')})`;
  const size = Math.ceil(values.length / Math.ceil(values.length / (MOST_ARGUMENTS - 1)));
  const parts = Array.from({ length: Math.ceil(values.length / size) }, (_none, at) =>
    joined(values.slice(at * size, (at + 1) * size)),
  );
  return joined(parts);
};

/**
 * A number by its millionths, since SQLite prints 15 digits of it where JavaScript prints 17. No two decimals of up to 15
 * digits are the same double, so where the millionths are this double, they are what JavaScript prints.
 */
const inMillionths = (column: string): string => {
  const millionths = `round(${column} * 1000000)`;
  const isExact = `${column} > -1e9 and ${column} < 1e9 and ${column} = ${millionths} / 1000000`;
  return (
    `case when ${column} is null then ${hex(NOTHING)} when ${isExact} then cast(${millionths} as integer) ` +
    `else ${hex(AS_VALUE)} end`
  );
};

const isFraction = ({ type }: BlockField): boolean => type === 'decimal' || type === 'float';

/** The name of the packed query, which must not be that of a table in it. */
const PAGE = '"a page of strapi-plugin-export"';

const packedSql = (sql: string, fields: readonly BlockField[]): string => {
  const names = fields.map((_field, at) => `c${at}`);
  const values = fields.map((field, at) =>
    isFraction(field) ? inMillionths(`c${at}`) : `ifnull(c${at}, ${hex(NOTHING)})`,
  );
  const rows = `group_concat(${joined(values)}, ${hex(CELL_END)})`;
  const whole = `cast(${rows} || ${hex(CELL_END)} as blob)`;
  // SQLite leaves out the order of a subquery, but not of one whose rows are put together in their order.
  return `with ${PAGE}(${names.join(', ')}) as (${sql}) select ${whole}, count(*) from ${PAGE}`;
};

/**
 * Finds the cells of a page, and takes out what stands between them.
 *
 * @param ends is given where each one ends, or the complement of it where there is none
 * @returns whether they are as many as there should be, and text
 */
const findCells = (packed: Buffer, ends: Int32Array): boolean => {
  let found = 0;
  let from = 0;
  for (let at = 0; at < packed.length; at += 1) {
    if (packed[at] !== CELL_END) continue;
    if (found === ends.length) return false;
    const isNothing = at === from + 1 && packed[from] === NOTHING;
    if (isNothing) packed[from] = SPACE;
    ends[found] = isNothing ? ~at : at;
    found += 1;
    packed[at] = SPACE;
    from = at + 1;
  }
  // What must be read as a value is no text, and neither is what another program may have written.
  return found === ends.length && isUtf8(packed);
};

/** @param fields what is selected, in its order */
export const createPacking = (fields: readonly BlockField[]): Packing => {
  const cells = createBlockCells(fields.map(({ type }) => type));
  const unpackers = fields.map((field) => unpackerOf(cells, field));
  const known = new Map<string, string>();
  let ends = new Int32Array(0);

  const addRow = (base: number, start: number, row: number): number => {
    cells.beginRow();
    let from = start;
    for (let at = 0; at < unpackers.length; at += 1) {
      const end = ends[row * unpackers.length + at] as number;
      const to = base + (end < 0 ? ~end : end);
      if (end < 0) cells.addMissing();
      else if (!(unpackers[at] as Unpacker)(from, to)) return -1;
      from = to + 1;
    }
    return from;
  };

  return {
    pack: (query) => {
      const [sql, bindings] = nativeOf(query);
      let packed = known.get(sql);
      if (packed === undefined) {
        packed = packedSql(sql, fields);
        known.set(sql, packed);
      }
      return { sql: packed, nativeSql: packed, bindings };
    },
    unpack: ([packed, length]) => {
      if (length === 0) return cells.take();
      const bytes = packed as Buffer;
      const rows = length as number;
      makeYoungGarbage(bytes.length);
      if (ends.length !== rows * fields.length) ends = new Int32Array(rows * fields.length);
      if (!findCells(bytes, ends)) return null;
      const base = cells.length;
      cells.reserve(bytes.length);
      bytes.copy(cells.bytes, base);
      cells.length += bytes.length;
      let from = base;
      for (let row = 0; row < rows && from >= 0; row += 1) from = addRow(base, from, row);
      const block = cells.take();
      return from < 0 ? null : block;
    },
  };
};
