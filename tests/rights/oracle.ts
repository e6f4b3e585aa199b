import { allLeaves, cellsAt, countAt, fixturesOf, type PlacedLeaf, type Sees } from './content';
import type { Caller } from './role';
import type { Fixture, Leaf } from './tree';
import type { RootName } from './universe';

/** Which rows a caller is shown, by the table. */
const seesOf =
  ({ rows = {} }: Caller): Sees =>
  ({ type, name }) =>
    rows[type]?.includes(name) ?? true;

/** The rows of a type that are exported by default: of a document in several languages, one. */
export const rootsOf = (caller: Caller, root: RootName): readonly Fixture[] => {
  const shown = fixturesOf(root).filter(seesOf(caller));
  return root === 'hotel' ? shown.slice(0, 1) : shown;
};

/** The texts at a path of one document, in no order; `null` where the fixtures do not say. */
export const textsAt = (caller: Caller, document: Fixture, path: string): readonly string[] | null => {
  const leaves = cellsAt(document, path, seesOf(caller));
  if (leaves === null || leaves.some(({ text }) => text === null)) return null;
  return leaves.map(({ text }) => text ?? '').filter((text) => text !== '');
};

export const hopCount = (caller: Caller, document: Fixture, hop: string): number =>
  countAt(document, hop, seesOf(caller));

const ROOTS: readonly RootName[] = ['sink', 'item', 'hotel'];

/** The cells that a caller may learn: those that an allowed path leads to from a row that is shown. */
const allowedLeaves = (caller: Caller): ReadonlySet<Leaf> => {
  const allowed = new Set<Leaf>();
  for (const root of ROOTS) {
    for (const path of caller.roots[root]?.values ?? []) {
      for (const document of fixturesOf(root).filter(seesOf(caller))) {
        for (const leaf of cellsAt(document, path, seesOf(caller)) ?? []) allowed.add(leaf);
      }
    }
  }
  return allowed;
};

/** The cells that must tell a caller nothing. Equal canaries, such as a city in two languages, are allowed together. */
export const forbiddenLeaves = (caller: Caller): readonly PlacedLeaf[] => {
  const allowed = allowedLeaves(caller);
  const known = new Set([...allowed].map(({ canary }) => canary));
  return allLeaves().filter(({ leaf }) => !allowed.has(leaf) && (leaf.canary === null || !known.has(leaf.canary)));
};

export const secretsOf = (caller: Caller, more: readonly string[] = []): ReadonlySet<string> =>
  new Set([...more, ...forbiddenLeaves(caller).flatMap(({ leaf }) => leaf.canary?.toLowerCase() ?? [])]);
