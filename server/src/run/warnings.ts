import type { WarningCounter, WarningKind } from '../encoder/port';

/** A warning of a finished run: how many cells of the file differ from the content, and how. */
export interface Warning {
  readonly kind: WarningKind;
  readonly cells: number;
}

export interface Warnings extends WarningCounter {
  list(): readonly Warning[];
}

export const createWarnings = (): Warnings => {
  const counts = new Map<WarningKind, number>();
  return {
    add: (kind, cells = 1) => {
      counts.set(kind, (counts.get(kind) ?? 0) + cells);
    },
    list: () => [...counts].map(([kind, cells]) => ({ kind, cells })),
  };
};
