import type { Core } from '@strapi/strapi';

/** A table with the columns one seed writes, in the order of its rows' values. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** A content type's table, and how a value of each attribute is stored. */
export interface ContentTable extends Table {
  toRow(entity: Readonly<Record<string, unknown>>): unknown[];
}

/** A relation's join table. `inverseOrder` is the column which orders the rows seen from the other end, if there is one. */
export interface LinkTable {
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly inverseOrder: string | null;
}

interface ScalarMeta {
  readonly type: string;
  readonly columnName: string;
}

interface JoinTableMeta {
  readonly name: string;
  readonly joinColumn: { readonly name: string };
  readonly inverseJoinColumn: { readonly name: string };
  readonly inverseOrderColumnName?: string;
}

// Strapi shortens names beyond 55 characters: every name below is read from its metadata, none is built.
const attributesOf = (strapi: Core.Strapi, uid: string): Record<string, unknown> =>
  strapi.db.metadata.get(uid).attributes;

const scalarOf = (strapi: Core.Strapi, uid: string, attribute: string): ScalarMeta => {
  const meta = attributesOf(strapi, uid)[attribute] as Partial<ScalarMeta> | undefined;

  if (meta?.type === undefined || meta.columnName === undefined) {
    throw new Error(`${uid} has no column for the attribute "${attribute}".`);
  }

  return { type: meta.type, columnName: meta.columnName };
};

const toStored = (type: string, value: unknown): unknown => {
  if (value === null || value === undefined) {
    return null;
  }

  return type === 'json' || type === 'blocks' ? JSON.stringify(value) : value;
};

/**
 * The table of a content type. Dates are given as `Date`, which each driver stores as Strapi would
 * (SQLite: milliseconds since 1970), plain dates as `YYYY-MM-DD`, times as `HH:mm:ss.SSS`.
 *
 * @throws Error when an attribute is no column of the type
 */
export const contentTable = (strapi: Core.Strapi, uid: string, attributes: readonly string[]): ContentTable => {
  const columns = attributes.map((attribute) => ({
    attribute,
    ...scalarOf(strapi, uid, attribute),
  }));

  return {
    name: strapi.db.metadata.get(uid).tableName,
    columns: columns.map(({ columnName }) => columnName),
    toRow: (entity) => columns.map(({ attribute, type }) => toStored(type, entity[attribute])),
  };
};

/**
 * The join table of a relation, seen from the end that owns it.
 *
 * @throws Error when the relation has no join table
 */
export const linkTable = (strapi: Core.Strapi, uid: string, attribute: string): LinkTable => {
  const meta = attributesOf(strapi, uid)[attribute] as { joinTable?: JoinTableMeta } | undefined;
  const joinTable = meta?.joinTable;

  if (joinTable === undefined) {
    throw new Error(`${uid}.${attribute} has no join table.`);
  }

  return {
    name: joinTable.name,
    source: joinTable.joinColumn.name,
    target: joinTable.inverseJoinColumn.name,
    inverseOrder: joinTable.inverseOrderColumnName ?? null,
  };
};

/** Every table a content type or component owns: its own first, then the join tables of its relations and components. */
export const tablesOf = (strapi: Core.Strapi, uid: string): string[] => {
  const joinTables = Object.values(attributesOf(strapi, uid)).flatMap((attribute) => {
    const { joinTable } = attribute as { joinTable?: JoinTableMeta };

    return joinTable === undefined ? [] : [joinTable.name];
  });

  return [...new Set([strapi.db.metadata.get(uid).tableName, ...joinTables])];
};
