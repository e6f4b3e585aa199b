/** A map that forgets its oldest entries, so that what many rows point at is read once and memory stays flat. */
export interface BoundedCache<Key, Value> {
  get(key: Key): Value | undefined;
  /** @param weight what the entry counts against the limit */
  set(key: Key, value: Value, weight: number): void;
}

/** @param limit the weight of all entries together; an entry of more than that is not kept */
export const createBoundedCache = <Key, Value>(limit: number): BoundedCache<Key, Value> => {
  const entries = new Map<Key, { readonly value: Value; readonly weight: number }>();
  let total = 0;
  const forget = (key: Key): void => {
    total -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  return {
    get: (key) => entries.get(key)?.value,
    set: (key, value, weight) => {
      forget(key);
      if (weight > limit) return;
      for (const oldest of entries.keys()) {
        if (total + weight <= limit) break;
        forget(oldest);
      }
      entries.set(key, { value, weight });
      total += weight;
    },
  };
};
