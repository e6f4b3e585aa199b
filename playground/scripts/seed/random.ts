// FNV-1a: spreads neighbouring seeds ("hotel:1", "hotel:2") over the whole 32-bit range.
const hash = (text: string): number => {
  let value = 0x811c9dc5;

  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }

  return value >>> 0;
};

/**
 * A small deterministic generator of numbers (mulberry32). It is seeded with the name of the thing it makes, so that
 * row `i` is the same whatever the size of the seed, on every machine and database.
 *
 * A class and not a closure: a large seed makes half a million of them.
 */
export class Random {
  #state: number;

  constructor(seed: string) {
    this.#state = hash(seed);
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;

    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number in [min, max]. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** True with the given probability, 0 to 1. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(0, items.length - 1)];

    if (item === undefined) {
      throw new Error('pick() needs a list with at least one item.');
    }

    return item;
  }
}

const EIGHT_DIGITS = 36 ** 8 - 1;

/**
 * A document id as Strapi makes them: 24 lower-case alphanumerics that start with a letter.
 * The index is spelt out in it, so two documents of one kind never share an id.
 */
export const documentIdOf = (kind: string, index: number): string => {
  const random = new Random(`document:${kind}:${index}`);
  const eight = () => random.int(0, EIGHT_DIGITS).toString(36).padStart(8, '0');

  return kind.slice(0, 1) + index.toString(36).padStart(7, '0') + eight() + eight();
};
