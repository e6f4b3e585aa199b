import type { Database } from '@strapi/database';

/** How the rows of one level are linked to those of a hop. */
export type HopLink =
  /** Through a table of pairs. */
  | {
      readonly kind: 'pairs';
      readonly table: string;
      readonly parent: string;
      readonly target: string;
      /** Columns that must have these values, such as the name of the component field. */
      readonly fixed: Readonly<Record<string, string>>;
      /** Columns in whose order the links stand. */
      readonly order: readonly string[];
    }
  /** Through a column of the parent that holds the target's id. */
  | { readonly kind: 'parent-column'; readonly column: string };

/** The parts of Strapi's relation metadata that name tables and columns. */
interface RelationMetadata {
  readonly relation: string;
  readonly target: string;
  readonly morphBy?: string;
  readonly owner?: boolean;
  readonly joinColumn?: { readonly name: string; readonly referencedColumn?: string };
  readonly joinTable?: JoinTable;
}

interface JoinTable {
  readonly name: string;
  readonly joinColumn: { readonly name: string };
  readonly inverseJoinColumn?: { readonly name: string };
  readonly orderColumnName?: string;
  readonly orderBy?: Readonly<Record<string, string>>;
  readonly on?: Readonly<Record<string, unknown>>;
  readonly morphColumn?: {
    readonly idColumn: { readonly name: string };
    readonly typeColumn: { readonly name: string };
  };
}

const orderOf = ({ orderColumnName, orderBy }: JoinTable): string[] => [
  ...(orderColumnName === undefined ? [] : [orderColumnName]),
  ...Object.keys(orderBy ?? {}),
];

const fixedOf = ({ on }: JoinTable): Record<string, string> =>
  Object.fromEntries(Object.entries(on ?? {}).map(([column, value]) => [column, String(value)]));

/** Files point at what they are shown in: the pairs are the file's, read from the other end. */
const morphLink = (db: Database, uid: string, attribute: string, { target, morphBy }: RelationMetadata): HopLink => {
  const inverse = db.metadata.get(target).attributes[morphBy ?? ''] as unknown as RelationMetadata | undefined;
  const table = inverse?.joinTable;
  if (table?.morphColumn === undefined) throw new Error(`${uid}.${attribute} has no table of links.`);
  return {
    kind: 'pairs',
    table: table.name,
    parent: table.morphColumn.idColumn.name,
    target: table.joinColumn.name,
    fixed: { [table.morphColumn.typeColumn.name]: uid, field: attribute },
    order: orderOf(table),
  };
};

/** Reads from Strapi's metadata how a relation, component or media field is stored. */
export const hopLinkOf = (db: Database, uid: string, attribute: string): HopLink => {
  const relation = db.metadata.get(uid).attributes[attribute] as unknown as RelationMetadata;
  const { joinTable, joinColumn } = relation;
  if (relation.relation.startsWith('morph')) return morphLink(db, uid, attribute, relation);
  if (joinTable?.inverseJoinColumn !== undefined) {
    return {
      kind: 'pairs',
      table: joinTable.name,
      parent: joinTable.joinColumn.name,
      target: joinTable.inverseJoinColumn.name,
      fixed: fixedOf(joinTable),
      order: orderOf(joinTable),
    };
  }
  if (joinColumn === undefined) throw new Error(`${uid}.${attribute} is not stored in a way that can be read.`);
  if (relation.owner === true) return { kind: 'parent-column', column: joinColumn.name };
  // The target holds the parent's id, so its own table is the table of pairs.
  return {
    kind: 'pairs',
    table: db.metadata.get(relation.target).tableName,
    parent: joinColumn.referencedColumn ?? 'id',
    target: 'id',
    fixed: {},
    order: [],
  };
};
