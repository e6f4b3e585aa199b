import type { Cell, Column, ColumnFormat, ColumnStep, ColumnType, Row } from '../../../../shared/columns';
import type { Measure, SummaryFigure } from '../../../../shared/summary';
import { createLeafReader, isJoined } from '../../row/leaf';
import { createDistinctTally } from './distinct-tally';
import { createExactTally } from './exact-tally';
import { createExtremeTally } from './extreme-tally';
import { createFloatTally } from './float-tally';
import { createCountTally, type SummaryValue, type Tally } from './tally';

/** What the results of a measure are, as a column's cells. */
export interface MeasuredColumn {
  readonly label: string;
  readonly type: ColumnType;
  readonly format?: ColumnFormat;
}

/** One measure, compiled. */
export interface CompiledMeasure {
  readonly column: MeasuredColumn;
  /** Which of the rows on the way to a place is measured: 0 is the document's, 1 that of the group's first hop. */
  readonly depth: number;
  add(place: number, row: Row): void;
  result(place: number): SummaryValue;
}

/** Where the places of a table come from, as far as measures must know. */
export interface MeasureContext {
  /** The hops that give a document several places. */
  readonly steps: readonly ColumnStep[];
  /** The number of the entry whose place it is; `null` where the table has no entries. */
  readonly entry: (() => Cell) | null;
}

type ColumnMeasure = Extract<Measure, { readonly column: Column }>;

const createTally = ({ kind, column: { type } }: ColumnMeasure): Tally => {
  switch (kind) {
    case 'sum':
    case 'average':
      return type === 'float' ? createFloatTally(kind === 'average') : createExactTally(kind === 'average');
    case 'min':
    case 'max':
      return createExtremeTally(kind, type);
    case 'distinct':
      return createDistinctTally();
  }
};

const resultType = ({ kind, column: { type } }: ColumnMeasure): ColumnType => {
  if (kind === 'distinct') return 'integer';
  if (kind === 'min' || kind === 'max' || type === 'float') return type;
  // A sum of integers may be larger than any of them; an average has decimals.
  return kind === 'sum' && (type === 'integer' || type === 'biginteger') ? 'biginteger' : 'decimal';
};

const WHOLE: ColumnFormat = { kind: 'number', decimals: 0, grouping: true };
const BROKEN: ColumnFormat = { kind: 'number', decimals: 2, grouping: true };

/** How a result is shown of which nothing is said. A smallest or largest number may be a year, with no thousands apart. */
const defaultFormat = (measure: ColumnMeasure): ColumnFormat | undefined => {
  const { kind, column } = measure;
  if (kind === 'distinct') return WHOLE;
  if (column.format !== undefined) return column.format;
  if (kind === 'average') return BROKEN;
  return kind === 'sum' && resultType(measure) === 'biginteger' ? WHOLE : undefined;
};

const isSameStep = (left: ColumnStep, right: ColumnStep | undefined): boolean =>
  left.index === right?.index && left.name === right.name && left.variantOf === right.variantOf;

/** How many hops a column over a list has in common with the group. */
const commonDepth = (column: Column, steps: readonly ColumnStep[]): number => {
  if (!isJoined(column)) return 0;
  const different = column.steps.findIndex((step, at) => !isSameStep(step, steps[at]));
  return different < 0 ? column.steps.length : different;
};

const measured = (label: string, type: ColumnType, format: ColumnFormat | undefined): MeasuredColumn => ({
  label,
  type,
  ...(format !== undefined && { format }),
});

const createColumnMeasure = (
  { label, format }: SummaryFigure,
  measure: ColumnMeasure,
  { steps }: MeasureContext,
): CompiledMeasure => {
  const { column } = measure;
  const tally = createTally(measure);
  const depth = commonDepth(column, steps);
  const leaf = createLeafReader({ ...column, steps: column.steps.slice(depth) });
  return {
    column: measured(label, resultType(measure), format ?? defaultFormat(measure)),
    depth,
    add: leaf.many
      ? (place, row) => {
          for (const cell of leaf.readAll(row)) if (cell !== null) tally.add(place, cell);
        }
      : (place, row) => {
          const cell = leaf.read(row);
          if (cell !== null) tally.add(place, cell);
        },
    result: tally.result,
  };
};

/**
 * Compiles a figure into what is done for each row.
 *
 * @throws Error where an entry's number is asked for and there are no entries
 */
export const compileMeasure = (figure: SummaryFigure, context: MeasureContext): CompiledMeasure => {
  const { label, measure, format } = figure;
  if (measure.kind === 'count') {
    const tally = createCountTally();
    return {
      column: measured(label, 'integer', format ?? WHOLE),
      depth: 0,
      add: (place) => tally.add(place, 1),
      result: tally.result,
    };
  }
  if (measure.kind !== 'value') return createColumnMeasure(figure, measure, context);
  const { entry } = context;
  if (entry === null) throw new Error(`"${label}" measures entries, and there are none here`);
  const tally = createExactTally(false);
  return {
    column: measured(label, 'decimal', format),
    depth: 0,
    add(place) {
      const number = entry();
      if (number !== null) tally.add(place, number);
    },
    result: tally.result,
  };
};
