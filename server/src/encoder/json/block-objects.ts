import type { Column } from '../../../../shared/columns';
import { NOT_PUT, type Put, putBytes } from '../../row/put';
import { cellAt, cellsLength, MISSING, type RowBlock } from '../../row/row-block';
import { bytesOf, careOf, isPlainNumber, putReplaced, replacementsOf } from '../plain-bytes';
import { putStamp, roomOf, type Stamp, stampOf } from '../stamp';
import type { TextBytes } from '../text-bytes';
import { createLeafText, type LeafText } from './leaf-text';
import { lineBreak, memberStart } from './layout';
import type { Shape } from './shape';

/** Writes one row of a block as a JSON object. */
export type BlockObjectWriter = (out: TextBytes, block: RowBlock, row: number) => void;

interface Member {
  readonly index: number;
  readonly missing: Stamp;
  /** As far as the value, with its quote. */
  readonly start: Stamp;
  readonly put: Put;
  readonly leaf: LeafText;
}

const QUOTE = 34;

/** What JSON escapes, since UTF-8 has no lone surrogates; some by one character (ECMA-404, 9). */
const ESCAPED = replacementsOf(careOf(bytesOf('"\\', [0, 31]), 32, '"\\'), {
  ...{ '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' },
});

/** So many times as long as they were can bytes become. */
const LONGEST_ESCAPE = 2;

const putText: Put = (into, at, data, from, to) => putReplaced(into, at, data, from, to, ESCAPED);

const putNumber: Put = (into, at, data, from, to) =>
  isPlainNumber(data, from, to) ? putBytes(into, at, data, from, to) : NOT_PUT;

const putNothing: Put = () => NOT_PUT;

const putOf = ({ type }: Column, indent: number): Put => {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'float':
      return putNumber;
    case 'boolean':
      return putBytes;
    case 'json':
      return indent === 0 ? putBytes : putNothing;
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
      missing: stampOf(`${start}null`),
      start: stampOf(leaf.isQuoted ? `${start}"` : start),
    });
  }
  if (members.length === 0) return null;
  const end = stampOf(`${lineBreak(indent, level)}}`);
  const indexes = Int32Array.from(members, ({ index }) => index);
  // Each with the quote behind it.
  const around = members.reduce((room, { missing }) => room + roomOf(missing) + 1, roomOf(end));

  const roomFor = (block: RowBlock, row: number): number => cellsLength(block, row, indexes) * LONGEST_ESCAPE + around;

  /** Adds a value by its writer, and makes room for the row's others again. */
  const addValue = (out: TextBytes, block: RowBlock, row: number, { index, leaf }: Member): void => {
    out.add(leaf.write(cellAt(block, row, index)));
    out.reserve(roomFor(block, row));
  };

  return (out, block, row) => {
    const { view: data, places, types } = block;
    out.reserve(roomFor(block, row));
    let { view, length } = out;
    for (let at = 0; at < members.length; at += 1) {
      const member = members[at] as Member;
      const place = (row * types.length + member.index) * 2;
      const from = places[place] as number;
      if (from === MISSING) {
        length = putStamp(view, length, member.missing);
        continue;
      }
      length = putStamp(view, length, member.start);
      const putTo = member.put(view, length, data, from, places[place + 1] as number);
      if (putTo === NOT_PUT) {
        out.length = length;
        addValue(out, block, row, member);
        ({ view, length } = out);
      } else length = putTo;
      if (!member.leaf.isQuoted) continue;
      view.setUint8(length, QUOTE);
      length += 1;
    }
    out.length = putStamp(view, length, end);
  };
};
