import type { ListPath, ListStep, Nested, Row } from '../../../shared/columns';

const withItem = (row: Row, index: number, item: Row | null): Row => {
  const copy = [...row];
  copy[index] = item;
  return copy;
};

const itemsOf = (nested: Nested, { many, kinds }: ListStep): readonly Row[] => {
  if (nested === null) return [];
  const items = (many ? nested : [nested]) as readonly Row[];
  return kinds === undefined ? items : items.filter((item) => kinds.some((place) => item[place] !== null));
};

const explodeFrom = (row: Row, path: ListPath, depth: number, keepsEmpty: boolean): Row[] => {
  const step = path[depth];
  if (step === undefined) return [row];
  const items = itemsOf(row[step.index] as Nested, step);
  if (items.length === 0) return keepsEmpty ? [withItem(row, step.index, null)] : [];
  return items.flatMap((item) =>
    explodeFrom(item, path, depth + 1, keepsEmpty).map((inner) => withItem(row, step.index, inner)),
  );
};

/**
 * One row for each item that a path leads to: a copy of the parent's row, with the one item in the place of each list
 * on the way. Columns that read such a row have to-one steps along the path.
 *
 * @param keepsEmpty whether a parent without items keeps one row, with nothing in the list's place
 */
export const explode = (row: Row, path: ListPath, keepsEmpty: boolean): Row[] => explodeFrom(row, path, 0, keepsEmpty);
