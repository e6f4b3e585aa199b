import type { Cell, Nested } from '../../../shared/columns';
import type { PlanLevel } from '../plan/plan';
import { fileAddress } from './file-address';
import { createHopReader } from './hop-reader';
import type { LevelContext, LevelReader } from './level';
import type { RawRow, Session } from './session';
import type { Conversion, ToCell } from './values';

interface FieldConversion {
  readonly index: number;
  readonly convert: ToCell;
}

const convertRows = (rows: readonly RawRow[], conversions: readonly FieldConversion[]): void => {
  for (const { index, convert } of conversions) {
    for (const row of rows) {
      const raw = row[index];
      if (raw !== null) row[index] = convert(raw);
    }
  }
};

/** What the driver's values of a level's fields become, in the fields' order. */
export const conversionsOf = (
  { dialect, fileBase }: Pick<LevelContext, 'dialect' | 'fileBase'>,
  { uid, fields }: PlanLevel,
): Conversion[] => fields.map(({ attribute, type }) => fileAddress(uid, attribute, fileBase) ?? dialect.convert(type));

const neededOf = (conversions: readonly Conversion[]): FieldConversion[] =>
  conversions.flatMap((convert, index) => (convert === null ? [] : [{ index, convert }]));

export const createLevelReader = (context: LevelContext, level: PlanLevel): LevelReader => {
  const fieldCount = level.fields.length;
  const conversions = neededOf(conversionsOf(context, level));
  const createLevel = (inner: PlanLevel): LevelReader => createLevelReader(context, inner);
  const hops = level.hops.map((hop) => createHopReader({ context, uid: level.uid, hop, createLevel }));
  const linkColumns = [...new Set(['id', ...hops.flatMap(({ columns }) => columns)])];
  const positions = hops.map(({ columns }) => columns.map((column) => fieldCount + linkColumns.indexOf(column)));

  const loadHops = async (session: Session, rows: RawRow[]): Promise<void> => {
    const nested: Nested[][] = [];
    for (const [at, hop] of hops.entries()) {
      const values = (positions[at] ?? []).map((position) => rows.map((row) => row[position]));
      nested.push(await hop.load(session, values));
    }
    // Only now: the nested rows take the places of the link columns.
    rows.forEach((row, rowAt) => {
      nested.forEach((list, hopAt) => {
        row[fieldCount + hopAt] = list[rowAt];
      });
    });
  };

  return {
    linkColumns,
    hasHops: hops.length > 0,
    complete: async (session, rows) => {
      convertRows(rows, conversions);
      if (hops.length > 0) await loadHops(session, rows);
      return rows as (Cell | Nested)[][];
    },
  };
};
