import type { Cell, Row } from '../../../../shared/columns';
import type { SummaryTable } from '../../../../shared/summary';
import { comparatorOf } from './extreme-tally';
import { createGroups, type Group } from './groups';
import { compileMeasure, type MeasuredColumn } from './measure';
import { createPlaceFinder } from './places';
import type { SummaryValue } from './tally';

/** The figures of one group, by the table's measures. */
export interface GroupResult {
  readonly label: string;
  readonly values: readonly SummaryValue[];
}

export interface TableResult {
  readonly measures: readonly MeasuredColumn[];
  readonly groups: readonly GroupResult[];
  /** How many places are in the group of the rest. */
  readonly merged: number;
}

/** Gathers one table. */
export interface TableGatherer {
  add(row: Row): void;
  result(): TableResult;
}

export const createTableGatherer = (table: SummaryTable, timeZone: string): TableGatherer => {
  const { group, top } = table;
  const finder = createPlaceFinder(group);
  // The keys of entries are text, whatever their column is.
  const groups = createGroups(group.kind === 'entries' ? { ...group.column, type: 'text' } : group.column, timeZone);
  const measures = table.measures.map((figure) => compileMeasure(figure, finder));
  const { way } = finder;

  const visit = (cell: Cell): void => {
    const place = groups.placeOf(cell);
    for (const measure of measures) {
      const row = way[measure.depth] ?? null;
      if (row !== null) measure.add(place, row);
    }
  };

  /** Largest first by the first measure; missing ones last, equal ones in the order they come in. */
  const largest = (sorted: readonly Group[], count: number): readonly Group[] => {
    const [measure] = measures;
    if (measure === undefined) return sorted.slice(0, count);
    const compare = comparatorOf(measure.column.type);
    const ranked = sorted.map((one) => ({ one, cell: measure.result(one.place).cell }));
    ranked.sort((left, right) => {
      if (left.cell === null || right.cell === null) return Number(left.cell === null) - Number(right.cell === null);
      return compare(right.cell, left.cell);
    });
    return ranked.slice(0, count).map(({ one }) => one);
  };

  return {
    add: (row) => finder.visitAll(row, visit),
    result() {
      const sorted = groups.inOrder();
      const shown = top === null ? sorted : largest(sorted, top);
      const rest = groups.rest();
      return {
        measures: measures.map(({ column }) => column),
        groups: (rest === null ? shown : [...shown, rest.group]).map(({ place, label }) => ({
          label,
          values: measures.map((measure) => measure.result(place)),
        })),
        merged: rest?.count ?? 0,
      };
    },
  };
};
