import type { ListCell, ListPath, ListStep, SheetColumns } from '../../../shared/columns';
import { problem } from '../errors/export-error';
import type { ExportRequest, ToMany } from '../request/schema';
import { type Edge, edgeOf, type Positions, toStep, type VariantsNode } from './column-nodes';
import type { Resolved } from './resolved-column';

const LIST_CELLS: Readonly<Record<ToMany, ListCell | undefined>> = {
  join: undefined,
  rows: undefined,
  sheet: undefined,
  count: 'count',
  first: 'first',
};

/** What a request's choice means for the cell of a column. */
export const listCellOf = (toMany: ToMany | undefined): ListCell | undefined =>
  toMany === undefined ? undefined : LIST_CELLS[toMany];

const listsOf = ({ steps }: Resolved): Edge[] =>
  steps.flatMap((step) => {
    const edge = edgeOf(step);
    return edge?.many === true ? [edge] : [];
  });

/**
 * Checks that a column's choice fits its path and the file's format.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST`
 */
export const checkToMany = (column: Resolved, format: ExportRequest['format'], field: string): void => {
  const { toMany, key } = column;
  if (toMany === undefined) return;
  if (listsOf(column).length === 0) {
    const message = `${key} leads over no list, so there is nothing to choose.`;
    throw problem('EXPORT_INVALID_REQUEST', `${field}.toMany`, 'no_list', message);
  }
  if (toMany === 'sheet' && format !== 'xlsx') {
    const message = `${key}: only Excel files have further sheets.`;
    throw problem('EXPORT_INVALID_REQUEST', `${field}.toMany`, 'xlsx_only', message);
  }
};

/**
 * The lists whose items become rows of their own. They must lie on one way: of two lists beside each other every item of
 * the one would stand beside every item of the other.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST`
 */
export const rowListsOf = (columns: readonly Resolved[]): readonly Edge[] => {
  let longest: readonly Edge[] = [];
  columns.forEach((column, at) => {
    if (column.toMany !== 'rows') return;
    const lists = listsOf(column);
    const [short, long] = lists.length < longest.length ? [lists, longest] : [longest, lists];
    if (short.some((edge, depth) => edge !== long[depth])) {
      const message = `${column.key}: rows can be made of one list, or of lists within it.`;
      throw problem('EXPORT_INVALID_REQUEST', `columns.${at}.toMany`, 'two_lists', message);
    }
    longest = long;
  });
  return longest;
};

/** The kinds of items that columns show, as places in an item's row; `null` where one shows what every item is. */
const kindsOf = (node: VariantsNode, columns: readonly Resolved[], positions: Positions): readonly number[] | null => {
  if (columns.some(({ leaf }) => leaf?.node === node)) return null;
  const keys = new Set(
    columns.flatMap(({ steps }) => steps.filter((step) => step.node === node).map(({ key }) => key)),
  );
  return [...keys].map((key) => positions(node).get(key) ?? 0);
};

/**
 * The steps to the last list, with the lists on the way still being lists.
 *
 * @param columns whose items become rows; the first of them leads over all the lists
 */
export const listPathOf = (
  columns: readonly [Resolved, ...Resolved[]],
  lists: ReadonlySet<Edge>,
  positions: Positions,
): ListPath => {
  const [{ steps }] = columns;
  const last = steps.findLastIndex((step) => {
    const edge = edgeOf(step);
    return edge !== undefined && lists.has(edge);
  });
  return steps.slice(0, last + 1).map((step): ListStep => {
    const node = edgeOf(step)?.node;
    const kinds = node?.kind === 'variants' ? kindsOf(node, columns, positions) : null;
    return { ...toStep(step, positions, new Set()), ...(kinds && { kinds }) };
  });
};

export interface SheetsInput {
  readonly columns: readonly Resolved[];
  /** What says which row of the main sheet an item belongs to. */
  readonly keys: readonly Resolved[];
  readonly positions: Positions;
  /** What the content manager calls an attribute. */
  labelOf(uid: string, attribute: string): Promise<string>;
  toColumn(column: Resolved, single: ReadonlySet<Edge>): SheetColumns['columns'][number];
}

/** Each sheet that waits holds about a megabyte of memory. */
const MAX_SHEETS = 20;

/**
 * Groups the columns that are wanted on further sheets by the list whose items they show.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` for too many sheets
 */
export const sheetsOf = async (input: SheetsInput): Promise<readonly SheetColumns[]> => {
  const { columns, keys, positions, labelOf, toColumn } = input;
  const groups = new Map<Edge, Resolved[]>();
  for (const column of columns) {
    if (column.toMany !== 'sheet') continue;
    const list = listsOf(column).at(-1) as Edge;
    groups.set(list, [...(groups.get(list) ?? []), column]);
  }
  if (groups.size > MAX_SHEETS) {
    const message = `${groups.size} sheets of lists are more than ${MAX_SHEETS}.`;
    throw problem('EXPORT_INVALID_REQUEST', 'columns', 'too_many_sheets', message);
  }
  return Promise.all(
    [...groups].map(async ([list, group]): Promise<SheetColumns> => {
      const shown = group as [Resolved, ...Resolved[]];
      const [first] = shown;
      const lists = new Set(listsOf(first));
      const node = first.steps.find((step) => edgeOf(step) === list)?.node;
      return {
        name:
          first.sheet ??
          (node?.kind === 'level' ? await labelOf(node.place.model.uid, list.attribute) : list.attribute),
        path: listPathOf(shown, lists, positions),
        columns: [...keys, ...group].map((column) => toColumn(column, lists)),
      };
    }),
  );
};
