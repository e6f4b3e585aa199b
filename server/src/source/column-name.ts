import type { Database } from '@strapi/database';

/** The name of an attribute's column; never rebuilt by hand, since Strapi shortens long names. */
export const columnName = (db: Database, uid: string, attribute: string): string => {
  const found = db.metadata.get(uid).attributes[attribute];
  return (found !== undefined && 'columnName' in found ? found.columnName : undefined) ?? attribute;
};
