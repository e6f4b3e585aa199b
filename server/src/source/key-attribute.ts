import type { Plan } from '../plan/plan';
import type { ContentDatabase, Dialect } from './database';
import { columnName, type KeyAttribute } from './root-query';
import type { Session } from './session';

/** Whether rows of several locales are read as one set, as where i18n was switched off on a type that had it. */
const mixesLocales = async ({ db }: ContentDatabase, plan: Plan, session: Session): Promise<boolean> => {
  if (plan.locale !== null) return false;
  const locale = columnName(db, plan.uid, 'locale');
  const table = db.getConnection(db.metadata.get(plan.uid).tableName);
  const rows = await session.rows(table.select(locale).whereNotNull(locale).limit(1));
  return rows.length > 0;
};

/**
 * The stable unique key that pages go by. It is `id`, except where no snapshot protects the run from publishing, which
 * replaces a row and its `id`: there it is the document's id, unique among the rows of one locale and one publication.
 */
export const keyAttributeOf = async (
  database: ContentDatabase,
  dialect: Dialect,
  plan: Plan,
  session: Session,
): Promise<KeyAttribute> => {
  if (dialect.hasSnapshot || !plan.level.hasDrafts) return 'id';
  return (await mixesLocales(database, plan, session)) ? 'id' : 'documentId';
};
