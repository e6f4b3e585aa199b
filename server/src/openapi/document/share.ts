import { type Component, type Json, refTo } from './json-schema';

/** A name that components can have: a UID has colons. */
export const componentOf = (name: string): string => name.replaceAll('::', '.');

/** Names for what an exporter, or nobody in particular, has. */
export const namesOf = (exporter: string | null, name: string): readonly string[] => [
  name,
  ...(exporter === null ? [] : [`${componentOf(exporter)}.${name}`]),
];

/** Something that may stand in the document more than once. */
interface Shareable {
  /** Names for it, the most general first. */
  readonly names: readonly string[];
  readonly value: Json;
}

export interface Shared {
  /** What stands in the document more than once, by its name. */
  readonly components: Json;
  /** The same by reference where it is shared, and as it is where it is not. */
  readonly of: (value: Json) => Json;
}

/**
 * Gives a name to everything that is there more than once. Parameters are the same for most formats and exporters, and a
 * document that repeats them is ten times as long as what it says.
 */
export const share = (kind: Component, all: readonly Shareable[]): Shared => {
  const counts = new Map<string, number>();
  for (const { value } of all) {
    const text = JSON.stringify(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const nameOf = new Map<string, string>();
  const components = new Map<string, Json>();
  for (const { names, value } of all) {
    const text = JSON.stringify(value);
    if ((counts.get(text) ?? 0) < 2 || nameOf.has(text)) continue;
    const name = names.find((candidate) => !components.has(candidate));
    if (name === undefined) continue;
    nameOf.set(text, name);
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
