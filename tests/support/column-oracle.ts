import { type Document, findDocuments, toText } from './content';
import { type ColumnPath, columnPath, grouped, type PathStep, populateOf, type Version } from './column-path';
import type { Site } from './site';

/** The exact text of every big integer, which Strapi itself reads through a double on SQLite. */
type BigIntegers = ReadonlyMap<string, string>;

const exactBigIntegers = async (site: Site, paths: readonly ColumnPath[]): Promise<BigIntegers> => {
  const exact = new Map<string, string>();
  for (const { owner, leaf, type } of paths) {
    if (type !== 'biginteger' || owner === null || leaf === null) continue;
    const { tableName } = site.strapi.db.metadata.get(owner);
    const cast = site.strapi.db.connection.raw(`cast(?? as ${site.database === 'mysql' ? 'char' : 'text'}) as big`, [
      leaf,
    ]);
    const rows: { id: number; big: string }[] = await site.strapi.db.getConnection(tableName).select('id', cast);
    for (const { id, big } of rows) exact.set(`${owner} ${leaf} ${id}`, big);
  }
  return exact;
};

/** What a file must hold of some documents, made from what the Document Service gives. */
export interface Oracle {
  readonly documents: readonly Document[];
  readonly paths: readonly ColumnPath[];
  /** The document as JSON nests it. */
  nested(document: Document): Document;
  /** The document as one text a column, lists joined. */
  flat(document: Document): string[];
  /** The rows at the end of a path, in the order of the lists on the way. */
  rowsAt(document: Document, path: ColumnPath): Document[];
  /** The text of a path's leaf in one of those rows. */
  textOf(row: Document, path: ColumnPath): string;
}

/** As the panel names a person, less the address that it falls back to. */
const displayName = ({ username, firstname, lastname }: Document): string | null => {
  if (typeof username === 'string' && username !== '') return username;
  const name = [firstname, lastname].filter((part) => typeof part === 'string' && part !== '').join(' ');
  return name === '' ? null : name;
};

const itemsOf = (row: Document, { name, discriminator, target }: PathStep): Document[] => {
  const value = row[name] as Document | Document[] | null | undefined;
  const items = (Array.isArray(value) ? value : [value]).filter((item) => item !== null && item !== undefined);
  return discriminator === null || target === null ? items : items.filter((item) => item[discriminator] === target);
};

const rowsAt = (row: Document, { steps }: ColumnPath, depth = 0): Document[] => {
  let rows = [row];
  for (const step of steps.slice(depth)) rows = rows.flatMap((item) => itemsOf(item, step));
  return rows;
};

const createLeaf =
  (exact: BigIntegers) =>
  (row: Document, { leaf, type, owner }: ColumnPath): unknown => {
    const value = row[leaf ?? ''] ?? null;
    if (leaf === 'displayName') return displayName(row);
    if (value === null) return null;
    if (type === 'biginteger') return exact.get(`${String(owner)} ${String(leaf)} ${String(row.id)}`);
    return type === 'timestamp' || type === 'time' ? toText(type, value) : value;
  };

const createNested = (leafOf: ReturnType<typeof createLeaf>) => {
  const nest = (row: Document, paths: readonly ColumnPath[], depth: number): Document => {
    const groups = grouped(paths, ({ steps, leaf }) => steps[depth]?.name ?? leaf ?? '');
    return Object.fromEntries([...groups].map(([name, group]) => [name, valueOf(row, group, depth)]));
  };
  const valueOf = (row: Document, group: readonly ColumnPath[], depth: number): unknown => {
    const [first] = group as [ColumnPath];
    const step = first.steps[depth];
    if (step === undefined) return leafOf(row, first);
    const { discriminator } = step;
    const items = itemsOf(row, { ...step, target: null }).flatMap((item): Document[] => {
      if (discriminator === null) return [nest(item, group, depth + 1)];
      const kind = item[discriminator];
      const within = group.filter(({ steps }) => steps[depth]?.target === kind);
      const isTold = group.some(({ steps }) => steps[depth]?.target === null);
      return isTold || within.length > 0 ? [{ [discriminator]: kind, ...nest(item, within, depth + 1) }] : [];
    });
    // A list that was taken apart holds one item in its place.
    return Array.isArray(row[step.name]) ? items : (items[0] ?? null);
  };
  return nest;
};

export interface OracleInput {
  readonly uid: string;
  /** Paths, without choices for lists. */
  readonly columns: readonly string[];
  /** Which rows are shown, here and behind relations. */
  readonly version: Version;
  readonly params?: object;
}

export const createOracle = async (site: Site, { uid, columns, version, params }: OracleInput): Promise<Oracle> => {
  const paths = columns.map((path) => columnPath(site, uid, path));
  const populate = populateOf(site, paths, version);
  const documents = await findDocuments(site, uid, { status: version, ...params, populate });
  const leafOf = createLeaf(await exactBigIntegers(site, paths));
  const nest = createNested(leafOf);
  const textOf = (row: Document, path: ColumnPath): string => {
    const isText = path.type === 'timestamp' || path.type === 'time';
    return toText(isText ? 'string' : path.type, leafOf(row, path));
  };
  const flatCell = (document: Document, path: ColumnPath): string =>
    rowsAt(document, path)
      .filter((row) => leafOf(row, path) !== null)
      .map((row) => textOf(row, path))
      .join('; ');
  return {
    documents,
    paths,
    nested: (document) => nest(document, paths, 0),
    flat: (document) => paths.map((path) => flatCell(document, path)),
    rowsAt,
    textOf,
  };
};

/**
 * The document once for each item of the lists on a way, one item in the place of each list; at least once. Of items of
 * several kinds, those of which a column shows something.
 */
export const takeApart = (
  document: Document,
  steps: readonly PathStep[],
  paths: readonly ColumnPath[],
  depth = 0,
): Document[] => {
  const step = steps[depth];
  if (step === undefined) return [document];
  const within = paths.filter((path) => path.steps[depth]?.name === step.name);
  const kinds = within.map((path) => path.steps[depth]?.target);
  const { discriminator } = step;
  const items = itemsOf(document, { ...step, target: null }).filter(
    (item) => discriminator === null || kinds.includes(null) || kinds.includes(item[discriminator] as string),
  );
  if (items.length === 0) return [{ ...document, [step.name]: null }];
  return items.flatMap((item) =>
    takeApart(item, steps, within, depth + 1).map((inner) => ({ ...document, [step.name]: inner })),
  );
};
