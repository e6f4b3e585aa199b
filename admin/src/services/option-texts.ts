import { OPTION_DEFAULTS } from '../../../shared/request-defaults';
import type { TextId, Translate } from '../hooks/useTranslate';
import type { GivenRequest } from './form-link';

/** What the delimiters of CSV files are called. */
export const DELIMITER_TEXTS = {
  ',': 'option.delimiter.comma',
  ';': 'option.delimiter.semicolon',
  '\t': 'option.delimiter.tab',
  '|': 'option.delimiter.bar',
} as const satisfies Readonly<Record<string, TextId>>;

/** Options with a few values, which have names. */
const NAMED: Readonly<Record<string, Readonly<Record<string, TextId>>>> = {
  delimiter: DELIMITER_TEXTS,
  flavor: { excel: 'option.flavor.excel', plain: 'option.flavor.plain' },
  lineBreak: { crlf: 'option.lineBreak.crlf', lf: 'option.lineBreak.lf' },
  headers: { labels: 'option.headers.labels', paths: 'option.headers.paths' },
};

const LABELS: Readonly<Record<string, TextId>> = {
  flavor: 'option.flavor',
  delimiter: 'option.delimiter',
  lineBreak: 'option.lineBreak',
  formulaGuard: 'option.formulaGuard',
  headers: 'option.headers',
  separator: 'option.separator',
  timeZone: 'option.timeZone',
  datetimeFormat: 'option.datetimeFormat',
  dateFormat: 'option.dateFormat',
  timeFormat: 'option.timeFormat',
  absoluteUrls: 'option.absoluteUrls',
  gzip: 'option.gzip',
  metadata: 'option.metadata',
  pretty: 'option.pretty',
  root: 'option.root',
  sheetName: 'option.sheetName',
};

const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const valueText = (key: string, value: unknown, t: Translate): string => {
  if (typeof value === 'boolean') return t(value ? 'filter.yes' : 'filter.no');
  if (typeof value !== 'string') return JSON.stringify(value);
  const name = own(own(NAMED, key) ?? {}, value);
  if (name !== undefined) return t(name);
  // Spaces at the ends count here.
  return key === 'separator' ? t('value.text', { text: value }) : value;
};

const isUsual = (key: string, value: unknown): boolean => own<unknown>(OPTION_DEFAULTS, key) === value;

/** Options of a file in words, without those that say what is usual; what has no words stays as it is. */
export const optionTexts = (options: GivenRequest, t: Translate): string[] =>
  Object.entries(options)
    .filter(([key, value]) => value !== undefined && !isUsual(key, value))
    .map(([key, value]) => {
      const label = own(LABELS, key);
      const name = label === undefined ? key : t(label);
      return t('settings.of', { name, value: label === undefined ? textOf(value) : valueText(key, value, t) });
    });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
