/** Numbers that look random and are the same in every run. */
export interface Random {
  /** A whole number from 0 to one less than this. */
  below(limit: number): number;
  /** Some of these, in their order; maybe none. */
  some<Item>(items: readonly Item[]): Item[];
  one<Item>(items: readonly [Item, ...Item[]]): Item;
}

export const createRandom = (seed: number): Random => {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * limit);
  };
  return {
    below,
    some: (items) => items.filter(() => below(2) === 1),
    one: (items) => items[below(items.length)] ?? items[0],
  };
};
