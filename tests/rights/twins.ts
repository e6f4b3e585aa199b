import type { Site } from '../support/site';
import { type PlacedLeaf, UIDS } from './content';
import type { Written } from './write-content';

interface Attribute {
  readonly type: string;
  readonly component?: string;
}

type Side = 'sent' | 'twin';

/** The type or component that holds a cell. */
const holderOf = (site: Site, { fixture, path }: PlacedLeaf): string => {
  let uid = UIDS[fixture.type];
  for (const name of path.slice(0, -1)) {
    // Below a dynamic zone stands the component's name.
    if (name.includes('.')) {
      uid = name;
      continue;
    }
    const { attributes } = site.strapi.getModel(uid as never) as unknown as { attributes: Record<string, Attribute> };
    uid = attributes[name]?.component ?? uid;
  }
  return uid;
};

const stored = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

const columnOf = (site: Site, uid: string, attribute: string): { readonly table: string; readonly column: string } => {
  const { tableName, attributes } = site.strapi.db.metadata.get(uid);
  const { columnName } = attributes[attribute] as unknown as { readonly columnName?: string };
  return { table: tableName, column: columnName ?? attribute };
};

/** Cells that cannot be changed behind Strapi's back: moments have their own form in each database, hashes one of theirs. */
const isChangeable = ({ leaf, path }: PlacedLeaf): boolean =>
  leaf.sent !== leaf.twin &&
  !path.includes('__component') &&
  !path.includes('a_password') &&
  (path.length === 1 || leaf.canary !== null);

/**
 * Writes other values into cells, and nothing else: no date of a change, no event.
 *
 * @param to `twin` for the second data set, `sent` to put the first one back
 */
export const writeCells = async (
  site: Site,
  written: Written,
  leaves: readonly PlacedLeaf[],
  to: Side,
): Promise<number> => {
  const { db } = site.strapi;
  let changed = 0;
  for (const placed of leaves.filter(isChangeable)) {
    const { fixture, path, leaf } = placed;
    const attribute = path.at(-1) ?? '';
    const { table, column } = columnOf(site, holderOf(site, placed), attribute);
    const query = db.getConnection(table);
    if (path.length === 1) {
      query.where({ document_id: written.documentIds.get(fixture.name) });
      if (fixture.type === 'hotel') query.where({ locale: fixture.name.slice(-2) });
    } else {
      query.where({ [column]: stored(to === 'twin' ? leaf.sent : leaf.twin) });
    }
    const rows: number = await query.update({ [column]: stored(leaf[to]) });
    if (rows === 0) throw new Error(`No row holds ${fixture.name}.${path.join('.')}.`);
    changed += rows;
  }
  return changed;
};
