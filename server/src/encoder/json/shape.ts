import type { Column, ColumnStep } from '../../../../shared/columns';

/** The columns as the tree that JSON shows: the fields of one level and the hops that lead to further levels. */
export interface Shape {
  readonly entries: readonly ShapeEntry[];
}

interface FieldEntry {
  readonly kind: 'field';
  readonly name: string;
  readonly index: number;
  readonly column: Column;
}

/** What is told of a list by one value, which therefore stands beside the list and not in its items. */
interface SummaryEntry {
  readonly kind: 'summary';
  readonly name: string;
  readonly column: Column;
}

export interface HopEntry {
  readonly kind: 'hop';
  readonly name: string;
  readonly index: number;
  readonly many: boolean;
  readonly shape: Shape;
}

/** The fields of the items of one kind, which stand in the item's own object. */
export interface VariantEntry {
  readonly kind: 'variant';
  /** The kind itself, such as `blocks.quote`. */
  readonly name: string;
  readonly index: number;
  readonly shape: Shape;
  /** The key that has to tell the kind, such as `__component`; `null` where a column of the level tells it. */
  readonly tag: string | null;
}

export type ShapeEntry = FieldEntry | SummaryEntry | HopEntry | VariantEntry;

const isSummary = ({ list = 'join' }: Column): boolean => list !== 'join';

/** An attribute's name has no dots, whatever the names of the hops before it have. */
const leafName = ({ key }: Column): string => key.slice(key.lastIndexOf('.') + 1);

const hopEntry = (step: ColumnStep, columns: readonly Column[], depth: number): HopEntry | VariantEntry => {
  const { name, index, many, variantOf } = step;
  const within = columns.filter((column) => column.steps[depth]?.name === name);
  const shape = createLevel(within, depth + 1);
  if (variantOf === undefined) return { kind: 'hop', name, index, many, shape };
  const isTold = columns.some((column) => column.steps.length === depth && leafName(column) === variantOf);
  return { kind: 'variant', name, index, shape, tag: isTold ? null : variantOf };
};

const createLevel = (columns: readonly Column[], depth: number): Shape => {
  const nested = columns.filter((column) => !isSummary(column));
  const entries: ShapeEntry[] = [];
  const seen = new Set<string>();
  for (const column of columns) {
    const step = column.steps[depth];
    if (isSummary(column)) entries.push({ kind: 'summary', name: column.key, column });
    else if (step === undefined) {
      const name = depth === 0 ? column.key : leafName(column);
      entries.push({ kind: 'field', name, index: column.index, column });
    } else if (!seen.has(step.name)) {
      seen.add(step.name);
      entries.push(hopEntry(step, nested, depth));
    }
  }
  return { entries };
};

/** Builds the tree; a hop stands where its first column does. */
export const createShape = (columns: readonly Column[]): Shape => createLevel(columns, 0);
