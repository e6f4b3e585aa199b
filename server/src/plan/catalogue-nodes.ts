import type { ColumnType } from '../../../shared/columns';
import type { ColumnLock, ColumnNode, ColumnNodeKind, ToManyChoice } from '../../../shared/contracts/exporters';
import { MAX_HOPS } from './column-path';
import type { Hop, Place } from './hop';

export type Variants = Extract<Hop, { kind: 'variants' }>;

/** Something with columns below it, and the way there. */
export interface Spot {
  readonly at: Place | Variants;
  readonly path: string;
  /** Hops of the way, counted as `walkPath` counts them. */
  readonly hops: number;
  /** Whether the way leads over a list. */
  readonly isInList: boolean;
}

/** A node without what is below it. */
export interface Branch {
  readonly node: ColumnNode;
  /** What is below, or `null` for nothing. */
  readonly below: Spot | null;
  /** Whether what is below comes with the node: components end, relations need not. */
  readonly isInline: boolean;
}

const CHOICES: readonly ToManyChoice[] = ['join', 'first', 'rows', 'sheet'];

export const isVariants = (at: Spot['at']): at is Variants => 'kind' in at;

export const join = ({ path }: Spot, name: string): string => (path === '' ? name : `${path}.${name}`);

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
  readonly isDefault: boolean;
  readonly locked: ColumnLock | null;
}

export const toField = (spot: Spot, { name, label, type, isDefault, locked }: Field): Branch => ({
  node: {
    ...{ path: join(spot, name), label, kind: 'field', type, isDefault, many: false },
    toMany: spot.isInList && locked === null ? CHOICES : [],
    ...{ locked, hasChildren: false, children: null },
  },
  below: null,
  isInline: false,
});

interface Group {
  readonly name: string;
  readonly label: string;
  readonly kind: ColumnNodeKind;
  readonly many: boolean;
  readonly canCount: boolean;
  readonly isInline: boolean;
  /** What is entered, or why it cannot be. */
  readonly inner: Spot['at'] | ColumnLock;
}

const isLock = (inner: Group['inner']): inner is ColumnLock => 'reason' in inner;

/** @returns `null` for what lies so deep that nothing about it can be asked for */
export const toGroup = (spot: Spot, { name, label, kind, many, canCount, isInline, inner }: Group): Branch | null => {
  const path = join(spot, name);
  const isInList = spot.isInList || many;
  const locked = isLock(inner) ? inner : null;
  const hops = spot.hops + 1;
  const below = isLock(inner) || hops > MAX_HOPS ? null : { at: inner, path, hops, isInList };
  const isCounted = canCount && isInList && locked === null && hops <= MAX_HOPS;
  const toMany: readonly ToManyChoice[] = isCounted ? ['count'] : [];
  if (below === null && locked === null && toMany.length === 0) return null;
  return {
    node: {
      ...{ path, label, kind, type: null, isDefault: false, many, toMany, locked },
      ...{ hasChildren: below !== null, children: null },
    },
    below,
    isInline,
  };
};
