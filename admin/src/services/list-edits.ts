/** Makes another list of one, whatever it is of. */
type EditList = <Item>(items: readonly Item[]) => readonly Item[];

/** Puts an item at the place of another. */
export const moved =
  (from: number, to: number): EditList =>
  (items) => {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length) return items;
    const rest = items.filter((_item, at) => at !== from);
    return [...rest.slice(0, to), item, ...rest.slice(to)];
  };

export const without =
  (index: number): EditList =>
  (items) =>
    items.filter((_item, at) => at !== index);
