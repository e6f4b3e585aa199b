import type { Column } from '../../../../shared/columns';

/** The columns as the tree that JSON shows: the fields of one level and the hops that lead to further levels. */
export interface Shape {
  readonly entries: readonly ShapeEntry[];
}

export type ShapeEntry =
  | { readonly kind: 'field'; readonly name: string; readonly index: number; readonly column: Column }
  | {
      readonly kind: 'hop';
      readonly name: string;
      readonly index: number;
      readonly many: boolean;
      readonly shape: Shape;
    };

const leafName = (column: Column): string => column.key.slice(column.key.lastIndexOf('.') + 1);

/** Builds the tree; a hop stands where its first column does. */
export const createShape = (columns: readonly Column[], depth = 0): Shape => {
  const entries: ShapeEntry[] = [];
  const seen = new Set<string>();
  for (const column of columns) {
    const step = column.steps[depth];
    if (step === undefined) {
      const name = depth === 0 ? column.key : leafName(column);
      entries.push({ kind: 'field', name, index: column.index, column });
    } else if (!seen.has(step.name)) {
      seen.add(step.name);
      const within = columns.filter((other) => other.steps[depth]?.name === step.name);
      const { name, index, many } = step;
      entries.push({ kind: 'hop', name, index, many, shape: createShape(within, depth + 1) });
    }
  }
  return { entries };
};
