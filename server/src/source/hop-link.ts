import type { Database } from '@strapi/database';
import { columnName } from './column-name';

/** Pairs of a parent and a target, in a table. */
export interface PairsLink {
  readonly kind: 'pairs';
  readonly table: string;
  readonly parent: string;
  readonly target: string;
  /** The column that names the target's type, where there are targets of several types. */
  readonly type: string | null;
  /** Columns that must have these values, such as the name of the component field. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Columns in whose order the links stand. */
  readonly order: readonly string[];
}

/** How the rows of one level are linked to those of a hop. */
export type HopLink =
  | PairsLink
  /** Through a column of the parent that holds the target's id, and one that names its type where there are several. */
  | { readonly kind: 'parent-column'; readonly column: string; readonly type: string | null }
  /** The same document's rows in other locales, draft or published alike. */
  | { readonly kind: 'other-locales'; readonly table: string; readonly document: string; readonly locale: string };

/** The parts of Strapi's relation metadata that name tables and columns. */
interface RelationMetadata {
  readonly relation: string;
  readonly target: string;
  readonly morphBy?: string;
  readonly owner?: boolean;
  readonly unstable_virtual?: boolean;
  readonly joinColumn?: { readonly name: string; readonly referencedColumn?: string };
  readonly joinTable?: JoinTable;
  readonly morphColumn?: MorphColumn;
}

interface MorphColumn {
  readonly idColumn: { readonly name: string };
  readonly typeColumn: { readonly name: string };
}

interface JoinTable {
  readonly name: string;
  readonly joinColumn: { readonly name: string };
  readonly inverseJoinColumn?: { readonly name: string };
  readonly orderColumnName?: string;
  readonly orderBy?: Readonly<Record<string, string>>;
  readonly on?: Readonly<Record<string, unknown>>;
  readonly morphColumn?: MorphColumn;
}

const orderOf = ({ orderColumnName, orderBy }: JoinTable): string[] => [
  ...new Set([...(orderColumnName === undefined ? [] : [orderColumnName]), ...Object.keys(orderBy ?? {})]),
];

const fixedOf = ({ on }: JoinTable): Record<string, string> =>
  Object.fromEntries(Object.entries(on ?? {}).map(([column, value]) => [column, String(value)]));

const relationOf = (db: Database, uid: string, attribute: string): RelationMetadata | undefined =>
  db.metadata.get(uid).attributes[attribute] as unknown as RelationMetadata | undefined;

/** The other end of a polymorphic relation, such as a document's files: the links are the target's, read backwards. */
const inverseMorphLink = (db: Database, uid: string, attribute: string, relation: RelationMetadata): HopLink => {
  const inverse = relationOf(db, relation.target, relation.morphBy ?? '');
  if (inverse?.morphColumn !== undefined) {
    const { idColumn, typeColumn } = inverse.morphColumn;
    return {
      kind: 'pairs',
      table: db.metadata.get(relation.target).tableName,
      parent: idColumn.name,
      target: 'id',
      type: null,
      fixed: { [typeColumn.name]: uid },
      order: [],
    };
  }
  const table = inverse?.joinTable;
  if (table?.morphColumn === undefined) throw new Error(`${uid}.${attribute} has no table of links.`);
  const { idColumn, typeColumn } = table.morphColumn;
  return {
    kind: 'pairs',
    table: table.name,
    parent: idColumn.name,
    target: table.joinColumn.name,
    type: null,
    fixed: { ...fixedOf(table), [typeColumn.name]: uid, field: attribute },
    order: orderOf(table),
  };
};

const tableLink = (table: JoinTable): PairsLink | null => {
  const target = table.inverseJoinColumn?.name ?? table.morphColumn?.idColumn.name;
  if (target === undefined) return null;
  return {
    kind: 'pairs',
    table: table.name,
    parent: table.joinColumn.name,
    target,
    type: table.inverseJoinColumn === undefined ? (table.morphColumn?.typeColumn.name ?? null) : null,
    fixed: fixedOf(table),
    order: orderOf(table),
  };
};

const columnLink = (db: Database, relation: RelationMetadata): HopLink | null => {
  const { joinColumn, morphColumn, owner, target } = relation;
  if (morphColumn !== undefined) {
    return { kind: 'parent-column', column: morphColumn.idColumn.name, type: morphColumn.typeColumn.name };
  }
  if (joinColumn === undefined) return null;
  if (owner === true) return { kind: 'parent-column', column: joinColumn.name, type: null };
  // The target holds the parent's id, so its own table is the table of pairs.
  return {
    kind: 'pairs',
    table: db.metadata.get(target).tableName,
    parent: joinColumn.referencedColumn ?? 'id',
    target: 'id',
    type: null,
    fixed: {},
    order: [],
  };
};

const otherLocalesLink = (db: Database, uid: string): HopLink => {
  const { tableName: table } = db.metadata.get(uid);
  const document = columnName(db, uid, 'documentId');
  return { kind: 'other-locales', table, document, locale: columnName(db, uid, 'locale') };
};

/** Reads from Strapi's metadata how a relation, component, media field or dynamic zone is stored. */
export const hopLinkOf = (db: Database, uid: string, attribute: string): HopLink => {
  const relation = relationOf(db, uid, attribute);
  if (relation?.unstable_virtual === true) return otherLocalesLink(db, uid);
  if (relation?.morphBy !== undefined) return inverseMorphLink(db, uid, attribute, relation);
  const link = relation?.joinTable === undefined ? relation && columnLink(db, relation) : tableLink(relation.joinTable);
  if (link == null) throw new Error(`${uid}.${attribute} is not stored in a way that can be read.`);
  return link;
};
