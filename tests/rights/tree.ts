import { randomBytes, randomInt } from 'node:crypto';

/** The types that canaries live in. */
export type TypeName = 'sink' | 'item' | 'hotel' | 'country' | 'contact' | 'file' | 'person';

/** One cell with a value that occurs nowhere else. */
export interface Leaf {
  readonly kind: 'leaf';
  /** What Strapi is given. */
  readonly sent: unknown;
  /** Another value, for the second of two data sets. */
  readonly twin: unknown;
  /** What stands in a CSV file, or `null` where it is not compared. */
  readonly text: string | null;
  /** What is searched for in everything that leaves, or `null` for values that are too common. */
  readonly canary: string | null;
}

export interface Link {
  readonly kind: 'link';
  /** Names of fixtures. */
  readonly to: readonly string[];
  /** Set from the other end. */
  readonly isInverse: boolean;
}

export interface Tree {
  readonly [attribute: string]: Leaf | Link | Tree | readonly Tree[];
}

export interface Fixture {
  readonly name: string;
  readonly type: TypeName;
  readonly tree: Tree;
}

const leaf = (sent: unknown, twin: unknown, text: string | null, canary: string | null): Leaf => ({
  kind: 'leaf',
  sent,
  twin,
  text,
  canary,
});

/** 16 letters and digits: no encoding, quoting or case of any format changes them. */
const token = (): string => `cn${randomBytes(7).toString('hex')}`;

export const text = (): Leaf => {
  const own = token();
  return leaf(own, token(), own, own);
};

export const email = (): Leaf => {
  const own = token();
  return leaf(`${own}@example.com`, `${token()}@example.com`, `${own}@example.com`, own);
};

export const url = (): Leaf => {
  const own = token();
  return leaf(`/uploads/${own}.png`, `/uploads/${token()}.png`, `/uploads/${own}.png`, own);
};

const number = (sent: number): Leaf => leaf(sent, sent + 1, String(sent), String(sent));

/** Below and above the limit of the conditions that the roles have. */
export const LIMIT = 500_000_000;
export const low = (): Leaf => number(randomInt(100_000_000, LIMIT - 10));
export const high = (): Leaf => number(randomInt(LIMIT + 10, 2_000_000_000));
export const nothing = (): Leaf => leaf(null, null, '', null);

export const fraction = (): Leaf => number(randomInt(1_000_000, 9_000_000) + 0.25);

export const big = (): Leaf => {
  const own = `4${randomInt(1_000_000, 9_999_999)}${randomInt(1_000_000, 9_999_999)}`;
  return leaf(own, `5${own.slice(1)}`, own, own);
};

// Before any date of the playground, and within what MariaDB's TIMESTAMP holds.
let days = 0;
const nextDay = (): string => {
  days += 1;
  return new Date(Date.UTC(1975, 0, days)).toISOString().slice(0, 10);
};

export const date = (): Leaf => {
  const own = nextDay();
  return leaf(own, nextDay(), own, own);
};

/** The twin is the same: moments are stored in another way by each database. */
export const moment = (): Leaf => {
  const own = `${nextDay()}T03:04:05.678Z`;
  return leaf(own, own, own, own.slice(0, 10));
};

export const time = (): Leaf => {
  const own = `01:${randomInt(10, 60)}:${randomInt(10, 60)}.${randomInt(100, 999)}`;
  return leaf(own, '02:02:02.222', own, null);
};

export const json = (): Leaf => {
  const own = token();
  return leaf({ own }, { own: token() }, null, own);
};

export const blocks = (): Leaf => {
  const paragraph = (content: string) => [{ type: 'paragraph', children: [{ type: 'text', text: content }] }];
  const own = token();
  return leaf(paragraph(own), paragraph(token()), null, own);
};

/** A value that many cells have, so that only the two data sets tell whether it leaks. */
export const common = (sent: string | boolean | number, twin: string | boolean | number): Leaf =>
  leaf(sent, twin, String(sent), null);

/** Kept as a hash: the value itself cannot come out, the hash must not. */
export const password = (): Leaf => leaf('Secret-demo-1', 'Secret-demo-2', null, '$2a$10$');

/** What says which component an item is. */
export const kindOf = (uid: string): Leaf => leaf(uid, uid, uid, null);

export const link = (...to: readonly string[]): Link => ({ kind: 'link', to, isInverse: false });
export const backLink = (...to: readonly string[]): Link => ({ kind: 'link', to, isInverse: true });

export const isLeaf = (node: Tree[string] | undefined): node is Leaf =>
  node !== undefined && 'kind' in node && node.kind === 'leaf';
export const isLink = (node: Tree[string] | undefined): node is Link =>
  node !== undefined && 'kind' in node && node.kind === 'link';
export const isList = (node: Tree[string] | undefined): node is readonly Tree[] => Array.isArray(node);
