import type { Row } from '../../../shared/columns';
import type { Plan } from '../plan/plan';
import { hopPublications } from '../plan/publication';
import { columnName } from './column-name';
import type { LevelContext, LevelReader } from './level';
import { createLevelReader } from './level-reader';
import type { RawRow, Session } from './session';

/**
 * Draft and published rows side by side: each kind by its own reader, since what a draft is related to are drafts.
 */
const bothVersions = (draft: LevelReader, published: LevelReader, publishedAt: string, fields: number): LevelReader => {
  const linkColumns = [...new Set([...draft.linkColumns, publishedAt])];
  const at = fields + linkColumns.indexOf(publishedAt);
  return {
    linkColumns,
    hasHops: draft.hasHops,
    complete: async (session: Session, rows: RawRow[]): Promise<Row[]> => {
      const isPublished = rows.map((row) => row[at] !== null);
      const complete = async (reader: LevelReader, wanted: boolean): Promise<void> => {
        await reader.complete(
          session,
          rows.filter((_row, index) => isPublished[index] === wanted),
        );
      };
      await complete(draft, false);
      await complete(published, true);
      // Rows are completed in place, so they still stand in their order.
      return rows as Row[];
    },
  };
};

/** The reader of the exported type's own rows. */
export const createRootReader = (context: Omit<LevelContext, 'publication'>, plan: Plan): LevelReader => {
  const readers = hopPublications(plan.publication).map((publication) =>
    createLevelReader({ ...context, publication }, plan.level),
  );
  const [first, second] = readers as [LevelReader, LevelReader?];
  if (second === undefined) return first;
  const publishedAt = columnName(context.database.db, plan.uid, 'publishedAt');
  return bothVersions(first, second, publishedAt, plan.level.fields.length);
};
