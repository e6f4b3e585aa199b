import type { ColumnType } from '../../../shared/columns';
import type { ColumnPick } from './column-picks';

type Format = NonNullable<ColumnPick['format']>;

/** How numbers can be shown. */
export const NUMBER_KINDS = ['number', 'money', 'percent'] as const;

export type NumberKind = (typeof NUMBER_KINDS)[number];

/** What is asked for a format with. */
type FormatFamily = 'number' | 'date' | 'boolean';

const FAMILIES: Partial<Record<ColumnType, FormatFamily>> = {
  integer: 'number',
  biginteger: 'number',
  decimal: 'number',
  float: 'number',
  datetime: 'date',
  date: 'date',
  time: 'date',
  boolean: 'boolean',
};

/** `null` for values that are always shown in one way. */
export const formatFamily = (type: ColumnType | null): FormatFamily | null =>
  type === null ? null : (FAMILIES[type] ?? null);

export const kindOf = (format: ColumnPick['format']): NumberKind | 'date' | 'boolean' | null => {
  const kind = format?.kind;
  return kind === 'date' || kind === 'boolean' ? kind : (NUMBER_KINDS.find((one) => one === kind) ?? null);
};

/** A pattern, as an example. */
export const PATTERNS: Partial<Record<ColumnType, string>> = {
  datetime: 'dd.MM.yyyy HH:mm',
  date: 'dd.MM.yyyy',
  time: 'HH:mm',
};

/** What a format of numbers begins with. */
export const newFormat = (kind: NumberKind): Format => {
  switch (kind) {
    case 'money':
      return { kind, currency: '', storedAs: 'units' };
    case 'percent':
      return { kind, decimals: 0 };
    case 'number':
      return { kind, decimals: 2, grouping: false };
  }
};

export const MOST_DECIMALS = 15;

/** What a format says, where that is text. */
export const textIn = (format: ColumnPick['format'], key: string): string => {
  const value = format?.[key];
  return typeof value === 'string' ? value : '';
};

/** A date's format, `undefined` without a pattern. */
export const dateFormat = (pattern: string): ColumnPick['format'] =>
  pattern === '' ? undefined : { kind: 'date', pattern };

/** A boolean's format, `undefined` without a word. */
export const wordsFormat = (words: Readonly<Record<'true' | 'false', string>>): ColumnPick['format'] =>
  words.true === '' && words.false === '' ? undefined : { kind: 'boolean', ...words };

export const isCurrency = (code: string): boolean => /^[A-Z]{3}$/.test(code);

/** Whether something is missing in a format that cannot do without. */
export const isFormatOpen = ({ format }: ColumnPick): boolean =>
  kindOf(format) === 'money' && !isCurrency(textIn(format, 'currency'));
