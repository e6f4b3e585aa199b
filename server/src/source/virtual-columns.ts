import type { Database } from '@strapi/database';
import type { Knex } from 'knex';
import { PUBLICATION, STATUS, type DocumentStatus, STATUSES } from '../plan/virtual-fields';
import { columnName } from './column-name';

/** The columns that tell a document's rows apart, qualified with an alias. */
const versionColumns = (db: Database, uid: string, alias: string) => {
  const column = (attribute: string): string => `${alias}.${columnName(db, uid, attribute)}`;
  return {
    id: column('id'),
    document: column('documentId'),
    locale: column('locale'),
    published: column('publishedAt'),
    updated: column('updatedAt'),
  };
};

/** The document's other rows in the same locale, as a subquery. */
const siblings = (db: Database, uid: string, alias: string): Knex.QueryBuilder => {
  const row = versionColumns(db, uid, alias);
  const other = versionColumns(db, uid, 'sibling');
  return db
    .getConnection(`${db.metadata.get(uid).tableName} as sibling`)
    .whereRaw('?? = ??', [other.document, row.document])
    .whereRaw('(?? = ?? or (?? is null and ?? is null))', [other.locale, row.locale, other.locale, row.locale]);
};

/**
 * A document's status as a place in `STATUSES`, as the content manager computes it: a draft without a published row, one
 * that was changed later than that row, or neither. Both rows of a document have the same status.
 */
export const statusRank = (db: Database, uid: string, alias: string): Knex.Raw => {
  const row = versionColumns(db, uid, alias);
  const other = versionColumns(db, uid, 'sibling');
  const published = (): Knex.QueryBuilder => siblings(db, uid, alias).whereNotNull(other.published);
  const lastPublished = published().max(other.updated);
  const laterDraft = siblings(db, uid, alias)
    .whereNull(other.published)
    .whereRaw('?? > ??', [other.updated, row.updated])
    .select(db.connection.raw('1'));
  return db.connection.raw(
    // Knex puts parentheses around a query.
    'case when ?? is not null then (case when exists ? then 1 else 2 end) ' +
      'when not exists ? then 0 when ?? > ? then 1 else 2 end',
    [row.published, laterDraft, published().select(db.connection.raw('1')), row.updated, lastPublished],
  );
};

const statusText = (db: Database, uid: string, alias: string): Knex.Raw =>
  db.connection.raw("case (?) when 0 then 'draft' when 1 then 'modified' else 'published' end", [
    statusRank(db, uid, alias),
  ]);

const publicationText = (db: Database, uid: string, alias: string): Knex.Raw => {
  const { published } = versionColumns(db, uid, alias);
  return db.connection.raw("case when ?? is null then 'draft' else 'published' end", [published]);
};

/** As the panel names a person: by user name, else by first and last name. */
const displayName = (db: Database, uid: string, alias: string): Knex.Raw => {
  const [first, last, user] = ['firstname', 'lastname', 'username'].map(
    (attribute) => `${alias}.${columnName(db, uid, attribute)}`,
  ) as [string, string, string];
  return db.connection.raw(
    "coalesce(nullif(trim(??), ''), nullif(trim(concat(coalesce(??, ''), ' ', coalesce(??, ''))), ''))",
    [user, first, last],
  );
};

type Expression = (db: Database, uid: string, alias: string) => Knex.Raw;

const EXPRESSIONS: ReadonlyMap<string, Expression> = new Map([
  [STATUS, statusText],
  [PUBLICATION, publicationText],
  ['displayName', displayName],
]);

/** What is selected for a field that no table holds; `undefined` for every other. */
export const virtualColumn = (db: Database, uid: string, attribute: string, alias: string): Knex.Raw | undefined =>
  Object.hasOwn(db.metadata.get(uid).attributes, attribute) ? undefined : EXPRESSIONS.get(attribute)?.(db, uid, alias);

/** The ids of rows whose document has one of these statuses. */
export const rowsWithStatus = (db: Database, uid: string, statuses: readonly DocumentStatus[]): Knex.QueryBuilder => {
  const { id } = versionColumns(db, uid, 'version');
  const ranks = statuses.map((status) => STATUSES.indexOf(status));
  const query = db.getConnection(`${db.metadata.get(uid).tableName} as version`).select(id);
  if (ranks.length === 0) return query.whereRaw('1 = 0');
  return query.whereRaw(`(?) in (${ranks.join(', ')})`, [statusRank(db, uid, 'version')]);
};
