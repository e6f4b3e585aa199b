import { describe, it } from 'node:test';
import { createCsvEncoder } from '../../../../server/src/encoder/csv';
import type { Encoder, EncoderInput } from '../../../../server/src/encoder/port';
import { column } from '../../support';
import { compare, CSV, ENCODERS, readBoth } from './support';

/** Texts by what they begin with: all of ASCII, and of what lies beyond it white space, signs and letters. */
const BEGINNINGS = [
  ...Array.from({ length: 127 }, (_none, at) => String.fromCharCode(at + 1)),
  ...[
    '\u0085',
    '\u00A0',
    'é',
    '\u1680',
    '\u180E',
    '\u2000',
    '\u200A',
    '\u200B',
    '\u2028',
    '\u2029',
    '\u202F',
    '\u205F',
  ],
  ...['\u2212', '\u3000', 'あ', '東', '\uAC00', '\uFEFF', '\uFF0B', '\uFF0D', '\uFF1D', '\uFF20'],
  ...['🏨', '++', '--', '+-', '-+', '+(', '- ', ' -', '\t+', '+4', '-4', '+.', '+/', '=', '@', '%'],
];

const BEHIND = [
  '',
  '1',
  '1+1',
  '=1+1',
  '49 (0)30 901-20/15',
  '49 30 1; +49 30 2',
  '12.5e3',
  '1,5',
  '1%',
  'SUM(A1)',
  '1"2',
];

describe('a block of texts', () => {
  for (const guard of [true, false]) {
    it(`becomes the same CSV whatever its texts begin with, ${guard ? 'guarded' : 'unguarded'}`, async () => {
      const texts = BEGINNINGS.flatMap((start) => BEHIND.map((rest) => [start + rest, 'beside']));
      const { cells: textCells, block: textBlock } = readBoth(['text', 'text'], texts);
      const create = (input: EncoderInput) => createCsvEncoder({ ...input, ...CSV, formulaGuard: guard });
      await compare(create, [column(0, 'text'), column(1, 'text')], textBlock, textCells);
    });
  }

  it('becomes the same JSON whatever characters its texts have', async () => {
    const texts = BEGINNINGS.map((character) => [`a${character}b"${character}`, character]);
    const { cells: textCells, block: textBlock } = readBoth(['text', 'text'], texts);
    const shown = [column(0, 'text'), column(1, 'text')];
    for (const name of ['JSON', 'pretty JSON', 'NDJSON', 'Excel']) {
      await compare(ENCODERS[name] as (input: EncoderInput) => Encoder, shown, textBlock, textCells);
    }
  });
});
