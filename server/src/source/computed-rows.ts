import type { Cell, Column, ColumnType, Nested, Row } from '../../../shared/columns';
import { createLeafReader } from '../row/leaf';
import type { PlanComputed } from '../plan/plan';

/** A value as a site's own code is given it. */
type Value = string | number | boolean | null | readonly unknown[] | object;

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

const toValue = (type: ColumnType): ((cell: Cell) => Value) => {
  switch (type) {
    case 'integer':
    case 'float':
      return Number;
    case 'decimal':
    case 'biginteger':
      return String;
    case 'json':
      return (cell) => JSON.parse(String(cell)) as Value;
    default:
      return (cell) => cell;
  }
};

const createInput = (column: Column): ((row: Row) => Value) => {
  const leaf = createLeafReader(column);
  const convert = toValue(column.type);
  const present = (cell: Cell): Value => (cell === null ? null : convert(cell));
  return leaf.many ? (row) => leaf.readAll(row).map(present) : (row) => present(leaf.read(row));
};

/** Whether a computed value is one of its column's type. */
const FITS: Readonly<Record<ColumnType, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  integer: Number.isSafeInteger,
  biginteger: (value) => Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value)),
  decimal: (value) => Number.isFinite(value) || (typeof value === 'string' && PLAIN_NUMBER.test(value)),
  float: Number.isFinite,
  boolean: (value) => typeof value === 'boolean',
  datetime: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  time: (value) => typeof value === 'string' && /^\d\d:\d\d:\d\d\.\d{3}$/.test(value),
  json: () => false,
};

/** What computed rows inherit from: reading what was not named would be empty for ever, and nobody would know why. */
const strictPrototype = (key: string): object =>
  new Proxy(Object.create(null) as object, {
    get: (_target, name) => {
      if (typeof name === 'symbol') return undefined;
      throw new Error(`The computed column ${key} reads ${name}, which its dependsOn does not name.`);
    },
  });

const createComputation = ({ column, inputs }: PlanComputed): ((row: Row) => Cell) => {
  const { key, type, allowMissing } = column;
  const readers = inputs.map((input) => [input.key, createInput(input)] as const);
  const prototype = strictPrototype(key);
  const fits = FITS[type];
  return (row) => {
    const values = Object.create(prototype) as Record<string, Value>;
    for (const [name, read] of readers) {
      const value = read(row);
      if (value === null && !allowMissing) return null;
      // Defined, not set: a prototype that is a proxy would be asked.
      Object.defineProperty(values, name, { value, enumerable: true });
    }
    const value: unknown = column.compute(values);
    if (value === null) return null;
    if (fits(value)) return value as Cell;
    throw new Error(
      `The computed column ${key} gave a value that is no ${type}: ${typeof value} ${JSON.stringify(value)}`,
    );
  };
};

/**
 * Puts the computed cells behind what was read of each row.
 *
 * @param width the number of the level's fields and hops
 */
export const createComputedRows = (
  computed: readonly PlanComputed[],
  width: number,
): ((rows: readonly Row[]) => readonly Row[]) | null => {
  if (computed.length === 0) return null;
  const computations = computed.map(createComputation);
  return (rows) => {
    for (const row of rows as readonly (Cell | Nested)[][]) {
      const cells = computations.map((compute) => compute(row));
      cells.forEach((cell, at) => {
        row[width + at] = cell;
      });
    }
    return rows;
  };
};
