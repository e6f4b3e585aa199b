import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ColumnNode } from '../../../shared/contracts/exporters';
import type { Api } from '../services/api';
import { type ColumnPick, fromText, textOf } from '../services/column-picks';
import { type Branch, type Branches, type FoundColumn, type KnownTree, lookUp } from '../services/column-tree';
import { toProblem } from '../services/problem';

/** Columns by what they are called in requests. */
export type FoundColumns = ReadonlyMap<string, FoundColumn>;

interface ColumnTree {
  readonly tree: KnownTree;
  /** Where the tree has the chosen columns, as far as that is known. */
  readonly found: FoundColumns;
  /** Reads what is below a node, once, and again where that failed. */
  load(path: string): void;
}

/** Separates what columns are called, which have no line breaks. */
const BETWEEN = '\n';

/**
 * The tree of what can be chosen, which is read as it is opened, and the places of chosen columns in it.
 *
 * @param roots the same as long as nothing has changed
 */
export const useColumnTree = (
  api: Api,
  name: string,
  roots: readonly ColumnNode[],
  picks: readonly ColumnPick[],
): ColumnTree => {
  const [branches, setBranches] = useState<Branches>(new Map());
  const asked = useRef(new Set<string>());
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current?.abort();
  }, []);

  const load = useCallback(
    (path: string): void => {
      const { signal } = (leaving.current ??= new AbortController());
      if (asked.current.has(path)) return;
      asked.current.add(path);
      const take = (branch: Branch): void => {
        if (!signal.aborted) setBranches((last) => new Map(last).set(path, branch));
      };
      take({ state: 'loading' });
      api.exporter(name, signal, path).then(
        ({ columns }) => take({ state: 'ready', nodes: columns }),
        (error: unknown) => {
          asked.current.delete(path);
          take({ state: 'failed', problem: toProblem(error) });
        },
      );
    },
    [api, name],
  );

  const tree = useMemo(() => ({ roots, branches }), [roots, branches]);
  const texts = picks.map(textOf).join(BETWEEN);
  const { found, unknown } = useMemo(() => {
    const looked = texts.split(BETWEEN).map((text) => ({ text, lookup: lookUp(fromText(text), tree) }));
    return {
      found: new Map(
        looked.flatMap(({ text, lookup }) => (lookup !== null && 'found' in lookup ? [[text, lookup.found]] : [])),
      ),
      unknown: looked.flatMap(({ lookup }) => (lookup !== null && 'below' in lookup ? [lookup.below] : [])),
    };
  }, [texts, tree]);
  useEffect(() => new Set(unknown).forEach(load), [unknown, load]);

  return { tree, found, load };
};
