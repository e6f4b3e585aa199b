import type { Plan } from '../plan/plan';
import type { ContentDatabase, Dialect } from './database';
import type { RootParts } from './root-queries';
import { createRootQuery, selectFields } from './root-query';
import type { LevelReader } from './level';
import { createRootReader } from './root-reader';

export interface RootPartsInput {
  readonly database: ContentDatabase;
  readonly dialect: Dialect;
  readonly plan: Plan;
  /** What the addresses of files on the site's own server begin with; `null` to leave them as they are. */
  readonly fileBase: string | null;
}

/** What a plan's rows are read with: their queries, and the reader that completes them. */
export const createRootParts = ({
  database,
  dialect,
  plan,
  fileBase,
}: RootPartsInput): RootParts & { readonly reader: LevelReader } => {
  const root = createRootQuery(database, dialect, plan);
  const reader = createRootReader({ database, dialect, fileBase }, plan);
  const fields = selectFields(database, dialect, plan.level, 't0');
  const linkColumns = reader.linkColumns.map((column) => `t0.${column}`);
  // Rows are linked by their id, which mostly is the key as well.
  const columns = linkColumns.includes(root.key) ? linkColumns : [...linkColumns, root.key];
  const key = { name: root.key, index: fields.length + columns.indexOf(root.key), identity: root.identity };
  return { root, reader, selected: [...fields, ...columns], key };
};
