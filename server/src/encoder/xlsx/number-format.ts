import type { ColumnFormat, ColumnType, MoneyFormat, NumberFormat, PercentFormat } from '../../../../shared/columns';
import { currencyDigits } from '../money';

/** How dates are shown when a column says nothing: ISO 8601 without the `T`. */
export const DEFAULT_DATE_FORMATS = {
  datetime: 'yyyy-mm-dd hh:mm:ss',
  date: 'yyyy-mm-dd',
  time: 'hh:mm:ss',
} as const satisfies Partial<Record<ColumnType, string>>;

/** Excel's limit for a number format. */
const MAX_CODE_LENGTH = 255;

const TOKEN = /(yyyy|MM|dd|HH|mm|SSS|ss)/;
const CODES: ReadonlyMap<string, string> = new Map([
  ['yyyy', 'yyyy'],
  ['MM', 'mm'],
  ['dd', 'dd'],
  ['HH', 'hh'],
  ['mm', 'mm'],
  ['ss', 'ss'],
  ['SSS', '000'],
]);

const decimalPart = (digits: number): string => (digits > 0 ? `.${'0'.repeat(digits)}` : '');

/** A number with a fixed number of decimals, `0.00`; with thousands set apart, `#,##0.00`. */
const numberFormat = ({ decimals, grouping }: NumberFormat): string =>
  `${grouping ? '#,##0' : '0'}${decimalPart(decimals)}`;

/** An amount behind its ISO 4217 code, `USD 1,234.50`: the code means the same in every country, a symbol does not. */
export const moneyFormat = ({ currency }: MoneyFormat): string =>
  `[$${currency.toUpperCase()}] #,##0${decimalPart(currencyDigits(currency))}`;

/** A fraction as its percentage, `0.0%`. */
const percentFormat = ({ decimals }: PercentFormat): string => `0${decimalPart(decimals)}%`;

/** The number format of a column of numbers; `null` where Excel's own one, `General`, shows them. */
export const numericFormat = (format: ColumnFormat | undefined): string | null => {
  switch (format?.kind) {
    case 'money':
      return moneyFormat(format);
    case 'number':
      return numberFormat(format);
    case 'percent':
      return percentFormat(format);
    default:
      return null;
  }
};

/** Text that stands for itself in a number format (ECMA-376 part 1, 18.8.31). */
const literal = (text: string): string => {
  let code = '';
  for (const character of text) {
    if (/[- .:]/.test(character)) code += character;
    else code += /[!-/;-@[-`{-~]/.test(character) ? `\\${character}` : `"${character}"`;
  }
  return code;
};

/**
 * Excel's number format for a pattern of `yyyy MM dd HH mm ss SSS`; `null` where Excel cannot say the same.
 *
 * Excel writes months and minutes alike: `mm` is minutes right after hours or right before seconds, otherwise the
 * month. Fractions only follow seconds, and doubled tokens (`dddd`) are names of days and months.
 */
export const dateFormat = (pattern: string): string | null => {
  // Splitting by a group leaves literals at even places and tokens at odd ones.
  const parts = pattern.split(TOKEN);
  let code = literal(parts[0] ?? '');
  for (let at = 1; at < parts.length; at += 2) {
    const token = parts[at] ?? '';
    const before = parts[at - 2];
    const between = parts[at - 1] ?? '';
    const part = CODES.get(token) ?? '';
    const isReadAsMinutes = before === 'HH' || parts[at + 2] === 'ss';
    if (token === 'MM' && isReadAsMinutes) return null;
    if (token === 'mm' && !isReadAsMinutes) return null;
    if (between === '' && before !== undefined && CODES.get(before) === part) return null;
    if (token === 'SSS') {
      if (before !== 'ss' || !/^[.,]$/.test(between)) return null;
      // Excel wants a point here and shows the comma of the reader's country by itself.
      code = `${code.slice(0, code.length - literal(between).length)}.`;
    }
    code += part + literal(parts[at + 1] ?? '');
  }
  return parts.length > 1 && code.length <= MAX_CODE_LENGTH ? code : null;
};
