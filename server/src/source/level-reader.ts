import type { Cell, Nested } from '../../../shared/columns';
import type { Plan, PlanLevel } from '../plan/plan';
import type { ContentDatabase, Dialect } from './database';
import { createHopReader, type Id, type LevelReader } from './hop-reader';
import type { RawRow, Session } from './session';
import type { ToCell } from './values';

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

export interface LevelReaderInput {
  readonly database: ContentDatabase;
  readonly dialect: Dialect;
  readonly plan: Plan;
  readonly level: PlanLevel;
}

export const createLevelReader = (input: LevelReaderInput): LevelReader => {
  const { dialect, level } = input;
  const fieldCount = level.fields.length;
  const conversions = level.fields.flatMap(({ type }, index): FieldConversion[] => {
    const convert = dialect.convert(type);
    return convert === null ? [] : [{ index, convert }];
  });
  const hops = level.hops.map((hop) => {
    const inner = createLevelReader({ ...input, level: hop.level });
    return createHopReader({ ...input, uid: level.uid, hop, inner });
  });
  const parentColumns = hops.flatMap(({ parentColumn }) => (parentColumn === null ? [] : [parentColumn]));
  const linkColumns = ['id', ...new Set(parentColumns)];
  const parentIndexes = hops.map(({ parentColumn }) => fieldCount + linkColumns.indexOf(parentColumn ?? 'id'));

  const loadHops = async (session: Session, rows: RawRow[]): Promise<void> => {
    const nested: Nested[][] = [];
    for (const [at, hop] of hops.entries()) {
      const parents = rows.map((row) => row[parentIndexes[at] as number] as Id | null);
      nested.push(await hop.load(session, parents));
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
