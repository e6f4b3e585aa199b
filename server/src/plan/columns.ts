import type { Column, ListPath, SheetColumns } from '../../../shared/columns';
import { problem } from '../errors/export-error';
import type { ComputedColumn } from '../exporter/exporter';
import { columnFromText, type ColumnRequest, type ExportRequest } from '../request/schema';
import { type Edge, type LevelNode, newLevel, createPositions, edgeOf, toLevel, toStep } from './column-nodes';
import { walkPath } from './column-path';
import { formatOf } from './column-format';
import type { Place, Rights } from './hop';
import { createHeaders, type Headers } from './headers';
import { checkToMany, listCellOf, listPathOf, rowListsOf, sheetsOf } from './lists';
import type { PlanComputed, PlanLevel } from './plan';
import type { Resolved } from './resolved-column';
import { separateLists } from './separate-lists';
import type { Views } from './view';

export interface CompiledColumns {
  readonly columns: readonly Column[];
  readonly rowPath: ListPath;
  readonly sheets: readonly SheetColumns[];
  readonly level: PlanLevel;
  readonly computed: readonly PlanComputed[];
  /** What is read beside the columns, in the order in which it was asked for. */
  readonly hidden: readonly Column[];
}

/** A column to compile: one that a request names, or one of the exporter's. */
export interface WantedColumn extends ColumnRequest {
  readonly width?: number | undefined;
  /** Which item of its list it shows, of how many. */
  readonly item?: Column['item'];
  /** The name of the sheet that it is on. */
  readonly sheet?: string;
  /** What computes it; its path is its key then, and leads nowhere. */
  readonly computed?: ComputedColumn;
}

export interface ColumnsInput {
  readonly rights: Rights;
  readonly place: Place;
  readonly columns: readonly WantedColumn[];
  readonly request: Pick<ExportRequest, 'format' | 'dateFormat' | 'timeFormat' | 'datetimeFormat'>;
  /** What tells one row from all others: a sheet of a list begins with it. */
  readonly rowKeys: readonly WantedColumn[];
  /** What is to be read beside the columns. Default: nothing. */
  readonly hidden?: readonly WantedColumn[];
  /** Where headers come from that the request does not give: the content manager's labels, or `null` for the keys. */
  readonly views: Views | null;
}

/** What a column is called in the request, in JSON, and where there is no better header. */
export const keyOf = ({ path, toMany, item }: Pick<WantedColumn, 'path' | 'toMany' | 'item'>): string => {
  if (item !== undefined) return `${path}:${item.at + 1}`;
  return toMany === 'count' || toMany === 'first' ? `${path}:${toMany}` : path;
};

const PLAIN = { format: undefined, width: undefined, item: undefined, sheet: undefined };

/** What a column is computed from is read like any column, under the same rights. */
const resolveComputed = async (
  { rights, request }: ColumnsInput,
  root: LevelNode,
  { path, header, format, width }: WantedColumn,
  computed: ComputedColumn,
  field: string,
): Promise<Resolved> => {
  const inputs: Resolved[] = [];
  for (const input of computed.dependsOn) {
    const { path: from, toMany } = columnFromText(input);
    const list = listCellOf(toMany);
    const { steps, leaf, type } = await walkPath(rights, root, from, list, field);
    const about = { key: input, header: input, hasOwnHeader: true, ...PLAIN };
    inputs.push({ ...about, type, toMany, list, steps: [...steps], leaf });
  }
  const { type } = computed;
  return {
    ...PLAIN,
    ...{ key: path, header: header ?? path, hasOwnHeader: header !== undefined, width },
    ...{ format: formatOf({ path, format }, type, request, field), type, toMany: undefined, list: undefined },
    ...{ steps: [], leaf: null, computed: { column: computed, inputs } },
  };
};

const resolve = async (
  input: ColumnsInput,
  root: LevelNode,
  headers: Headers,
  column: WantedColumn,
  field: string,
): Promise<Resolved> => {
  if (column.computed !== undefined) return resolveComputed(input, root, column, column.computed, field);
  const { rights, request } = input;
  const list = column.item === undefined ? listCellOf(column.toMany) : 'item';
  const destination = await walkPath(rights, root, column.path, list, field);
  const { type, leaf } = destination;
  const key = keyOf(column);
  const resolved: Resolved = {
    key,
    header: column.header ?? (await headers.of(column, destination)),
    hasOwnHeader: column.header !== undefined,
    format: formatOf(column, type, request, field),
    type,
    toMany: column.toMany,
    list,
    steps: [...destination.steps],
    leaf,
    width: column.width,
    item: column.item,
    sheet: column.sheet,
  };
  checkToMany(resolved, request.format, field);
  return resolved;
};

/** What the sheets of lists begin with, where there are any. */
const resolveKeys = async (
  input: ColumnsInput,
  root: LevelNode,
  headers: Headers,
  columns: readonly Resolved[],
): Promise<readonly Resolved[]> => {
  const at = columns.findIndex(({ toMany }) => toMany === 'sheet');
  if (at < 0) return [];
  const keys: Resolved[] = [];
  for (const key of input.rowKeys) keys.push(await resolve(input, root, headers, key, `columns.${at}`));
  return keys;
};

/**
 * Resolves the requested columns under the requester's rights, before the first row is read.
 *
 * @throws ExportError `EXPORT_UNKNOWN_COLUMN`, `EXPORT_FIELD_FORBIDDEN`, `EXPORT_INVALID_REQUEST`
 */
export const compileColumns = async (input: ColumnsInput): Promise<CompiledColumns> => {
  const root = newLevel(input.place);
  const headers = createHeaders(input.views);
  const resolved = new Map<string, Resolved>();
  for (const [at, column] of input.columns.entries()) {
    const field = `columns.${at}`;
    const key = keyOf(column);
    if (resolved.has(key)) {
      throw problem('EXPORT_INVALID_REQUEST', field, 'given_twice', `${key} is asked for twice.`);
    }
    resolved.set(key, await resolve(input, root, headers, column, field));
  }
  const columns = headers.distinct([...resolved.values()]);
  const hidden: Resolved[] = [];
  for (const column of input.hidden ?? []) {
    // What is computed for a column already is not computed once more.
    const same = column.computed === undefined ? undefined : columns.find(({ key }) => key === column.path);
    hidden.push(same ?? (await resolve(input, root, headers, column, 'columns')));
  }
  const keys = await resolveKeys(input, root, headers, columns);
  const rowLists = rowListsOf(columns);
  separateLists(columns, rowLists);
  const positions = createPositions();
  const computed = [...new Set([...columns, ...hidden])].filter((column) => column.computed !== undefined);
  const indexOf = (column: Resolved): number => {
    if (column.computed !== undefined) return root.fields.size + root.hops.size + computed.indexOf(column);
    return column.leaf === null ? 0 : (positions(column.leaf.node).get(column.leaf.name) ?? 0);
  };
  const toColumn = (column: Resolved, single: ReadonlySet<Edge>): Column => {
    const { key, header, format, type, list, width, item } = column;
    const steps = column.steps.map((step) => toStep(step, positions, single));
    const options = {
      ...(format && { format }),
      ...(list && { list }),
      ...(width && { width }),
      ...(item && { item }),
    };
    return { key, header, type, steps, index: indexOf(column), ...options };
  };
  const single = new Set(rowLists);
  const inRows = columns.filter(({ toMany }) => toMany === 'rows');
  const longest = inRows.find(({ steps }) => steps.some((step) => edgeOf(step) === rowLists.at(-1)));
  const main = columns.filter(({ toMany }) => toMany !== 'sheet');
  return {
    columns: (main.length === 0 ? keys : main).map((column) => toColumn(column, single)),
    rowPath: longest === undefined ? [] : listPathOf([longest, ...inRows], single, positions),
    sheets: await sheetsOf({ columns, keys, positions, labelOf: headers.ofAttribute, toColumn }),
    level: toLevel(root),
    hidden: hidden.map((column) => toColumn(column, new Set())),
    computed: computed.flatMap(({ computed: own }): PlanComputed[] =>
      // They are computed before lists become rows.
      own === undefined ? [] : [{ column: own.column, inputs: own.inputs.map((one) => toColumn(one, new Set())) }],
    ),
  };
};
