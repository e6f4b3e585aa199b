import type { Column } from '../../../../shared/columns';
import { cellAt, MISSING, type RowBlock } from '../../row/row-block';
import { bytesOf, isPlainNumber, NO_BYTES, putBytes, putPlain, putReplaced, replacementsOf } from '../plain-bytes';
import type { TextBytes } from '../text-bytes';
import { createLeafText, type LeafText } from './leaf-text';
import { lineBreak, memberStart } from './layout';
import type { Shape } from './shape';

/** Writes one row of a block as a JSON object. */
export type BlockObjectWriter = (out: TextBytes, block: RowBlock, row: number) => void;

/** Adds a cell's bytes as they are; `false` where they need care. */
type Put = (out: TextBytes, bytes: Buffer, from: number, to: number) => boolean;

interface Member {
  readonly index: number;
  readonly missing: Uint8Array;
  /** As far as the value, with its quote. */
  readonly start: Uint8Array;
  readonly put: Put;
  readonly leaf: LeafText;
}

const QUOTE = Buffer.from('"');

/** UTF-8 has no lone surrogates, so these are all that JSON escapes. */
const NEEDS_ESCAPE = bytesOf('"\\', [0, 31]);

/** Those that are escaped by one character (ECMA-404, 9). */
const ESCAPED = replacementsOf(NEEDS_ESCAPE, {
  ...{ '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' },
});

const putText: Put = (out, bytes, from, to) =>
  putPlain(out, bytes, from, to, NEEDS_ESCAPE) || putReplaced(out, bytes, from, to, ESCAPED);

const putAll: Put = (out, bytes, from, to) => putPlain(out, bytes, from, to, NO_BYTES);

const putNumber: Put = (out, bytes, from, to) => isPlainNumber(bytes, from, to) && putAll(out, bytes, from, to);

const putOf = ({ type }: Column, indent: number): Put => {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'float':
      return putNumber;
    case 'boolean':
      return putAll;
    case 'json':
      return indent === 0 ? putAll : () => false;
    default:
      return putText;
  }
};

/**
 * Compiles columns into a writer of blocks, whose bytes are those of `createObjectWriter`.
 *
 * @returns `null` where objects are nested
 */
export const createBlockObjects = (shape: Shape, indent: number, level: number): BlockObjectWriter | null => {
  const members: Member[] = [];
  for (const entry of shape.entries) {
    if (entry.kind !== 'field') return null;
    const { name, index, column } = entry;
    const start = (members.length === 0 ? '{' : ',') + memberStart(name, indent, level + 1);
    const leaf = createLeafText(column, indent, level + 1);
    members.push({
      ...{ index, leaf, put: putOf(column, indent) },
      missing: Buffer.from(`${start}null`),
      start: Buffer.from(leaf.isQuoted ? `${start}"` : start),
    });
  }
  if (members.length === 0) return null;
  const end = Buffer.from(`${lineBreak(indent, level)}}`);

  const writeMember = (out: TextBytes, block: RowBlock, row: number, member: Member): void => {
    const { bytes, places, types } = block;
    const at = (row * types.length + member.index) * 2;
    const from = places[at] as number;
    if (from === MISSING) {
      putBytes(out, member.missing);
      return;
    }
    putBytes(out, member.start);
    if (!member.put(out, bytes, from, places[at + 1] as number)) {
      out.add(member.leaf.write(cellAt(block, row, member.index)));
    }
    if (member.leaf.isQuoted) putBytes(out, QUOTE);
  };

  return (out, block, row) => {
    for (let at = 0; at < members.length; at += 1) writeMember(out, block, row, members[at] as Member);
    putBytes(out, end);
  };
};
