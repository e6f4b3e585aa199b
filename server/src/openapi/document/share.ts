import { type Component, type Json, refTo } from './json-schema';

/** A name that components can have: a UID has colons. */
export const componentOf = (name: string): string => name.replaceAll('::', '.');

/** Something that may stand in the document more than once. */
interface Shareable {
  /** Whose it is, `null` for nobody's in particular. */
  readonly exporter: string | null;
  readonly name: string;
  readonly value: Json;
}

export interface Shared {
  /** What stands in the document more than once, by its name. */
  readonly components: Json;
  /** The same by reference where it is shared, and as it is where it is not. */
  readonly of: (value: Json) => Json;
}

/** What is no longer than a reference is better read where it stands. */
const SHORT = 60;

/** Everything that is there more than once, in the order in which it comes first. */
const repeated = (all: readonly Shareable[]): readonly (readonly Shareable[])[] => {
  const groups = new Map<string, Shareable[]>();
  for (const one of all) {
    const text = JSON.stringify(one.value);
    if (text.length > SHORT) groups.set(text, [...(groups.get(text) ?? []), one]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
};

/** What only one exporter has is called after it. */
const namesOf = (group: readonly Shareable[]): readonly string[] => {
  const [{ exporter, name } = { exporter: null, name: '' }] = group;
  const own = exporter === null ? [] : [`${componentOf(exporter)}.${name}`];
  return new Set(group.map((one) => one.exporter)).size > 1 ? [name, ...own] : [...own, name];
};

/**
 * Gives a name to everything that is there more than once. Parameters are the same for most formats and exporters, and a
 * document that repeats them is three times as long as what it says.
 */
export const share = (kind: Component, all: readonly Shareable[]): Shared => {
  const nameOf = new Map<string, string>();
  const components = new Map<string, Json>();
  for (const group of repeated(all)) {
    const name = namesOf(group).find((candidate) => !components.has(candidate));
    const value = group[0]?.value;
    if (name === undefined || value === undefined) continue;
    nameOf.set(JSON.stringify(value), name);
    components.set(name, value);
  }
  return {
    components: Object.fromEntries([...components].sort(([left], [right]) => (left < right ? -1 : 1))),
    of: (value) => {
      const name = nameOf.get(JSON.stringify(value));
      return name === undefined ? value : refTo(kind, name);
    },
  };
};
