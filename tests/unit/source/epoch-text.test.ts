import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NOT_PUT } from '../../../server/src/row/put';
import { createEpochBytes, createEpochText, LONGEST_EPOCH } from '../../../server/src/source/epoch-text';

const asText = createEpochText();
const putBytes = createEpochBytes();

/** The bytes, read as text. */
const asBytes = (epoch: number): string | null => {
  const bytes = Buffer.alloc(1 + LONGEST_EPOCH, '!');
  const end = putBytes(bytes, 1, epoch);
  return end === NOT_PUT ? null : bytes.toString('latin1', 1, end);
};

for (const [title, text] of [
  ['the text of an instant', asText],
  ['the bytes of an instant', asBytes],
] as const) {
  describe(title, () => {
    it('is what Date says, over all of its range', () => {
      const edges = [
        0, -1, 1, 999, -86_400_000, 86_399_999, 8.64e15, -8.64e15, 253_402_300_800_000, -62_167_219_200_001,
      ];
      const spread = Array.from({ length: 20_000 }, (_none, at) => Math.trunc((at - 10_000) * 123_456_789_012.7));
      for (const epoch of [...edges, ...spread]) assert.equal(text(epoch), new Date(epoch).toISOString());
    });

    it('drops fractions of a millisecond, as Date does', () => {
      for (const epoch of [1.9, -1.9, 1_767_225_600_000.5]) assert.equal(text(epoch), new Date(epoch).toISOString());
    });

    it('is none for what is no instant', () => {
      for (const epoch of [NaN, Infinity, 8.64e15 + 1, -8.64e15 - 1]) assert.equal(text(epoch), null);
    });
  });
}
