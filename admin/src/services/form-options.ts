import { type Format, FORMATS } from '../../../shared/formats';
import { OPTION_DEFAULTS } from '../../../shared/request-defaults';
import type { GivenRequest } from './form-link';
import { isRecord } from './records';

type Formats = readonly Format[];

const TABLES: Formats = ['csv', 'xlsx'];

/**
 * The options of a file that the form offers, in its order: what each is asked for with, and where it means something.
 * The delimiter and the byte order mark are not among them: they make the kind of file. Line ends and the key of JSON's
 * rows are for programmers, who have the API.
 */
const OPTIONS = [
  { key: 'headers', kind: 'choice', formats: TABLES },
  { key: 'separator', kind: 'text', formats: TABLES },
  { key: 'timeZone', kind: 'zone', formats: TABLES },
  { key: 'datetimeFormat', kind: 'pattern', formats: TABLES },
  { key: 'dateFormat', kind: 'pattern', formats: TABLES },
  { key: 'timeFormat', kind: 'pattern', formats: TABLES },
  { key: 'sheetName', kind: 'text', formats: ['xlsx'] },
  { key: 'formulaGuard', kind: 'switch', formats: ['csv'] },
  { key: 'metadata', kind: 'switch', formats: ['json'] },
  { key: 'pretty', kind: 'switch', formats: ['json'] },
  { key: 'absoluteUrls', kind: 'switch', formats: FORMATS },
  { key: 'gzip', kind: 'switch', formats: ['csv', 'json', 'ndjson'] },
] as const satisfies readonly {
  readonly key: string;
  readonly kind: 'choice' | 'text' | 'zone' | 'pattern' | 'switch';
  readonly formats: Formats;
}[];

export type Option = (typeof OPTIONS)[number];

export type OptionKey = Option['key'];

/** Texts, and switches by whether they are on. An empty text is none. */
export type OptionValue = string | boolean;

/** What was chosen, whatever the format; what is missing is as usual. */
export type FormOptions = Readonly<Partial<Record<OptionKey, OptionValue>>>;

/** Those that the server takes with every format: the file's name has a date in the time zone even where rows have none. */
const GENERAL: readonly string[] = [
  ...['timeZone', 'separator', 'dateFormat', 'timeFormat', 'datetimeFormat', 'headers', 'absoluteUrls'],
];

export const isGeneral = (key: string): boolean => GENERAL.includes(key);

export const optionsFor = (format: Format): readonly Option[] =>
  OPTIONS.filter(({ formats }: { readonly formats: Formats }) => formats.includes(format));

/**
 * What is usual where a request says nothing. In the panel columns are called by their labels.
 *
 * @param defaults the exporter's own
 */
export const usualOptions = (format: Format, defaults: GivenRequest): GivenRequest => {
  const ofFormat = defaults[format];
  return { headers: 'labels', ...OPTION_DEFAULTS, ...defaults, ...(isRecord(ofFormat) && ofFormat) };
};

const HEADERS = ['labels', 'paths'] as const;

/** The values of the one option that has a few. */
export const HEADER_VALUES: readonly (typeof HEADERS)[number][] = HEADERS;

const isValue = ({ key, kind }: Option, value: unknown): value is OptionValue => {
  if (kind === 'switch') return typeof value === 'boolean';
  return typeof value === 'string' && (key !== 'headers' || HEADERS.some((one) => one === value));
};

/** Divides what a request says into the options that the form has, and the rest. */
export const optionsIn = (values: GivenRequest): { readonly options: FormOptions; readonly rest: GivenRequest } => {
  const isOption = ([key, value]: [string, unknown]): boolean =>
    OPTIONS.some((option) => option.key === key && isValue(option, value));
  const entries = Object.entries(values);
  return {
    options: Object.fromEntries(entries.filter(isOption)),
    rest: Object.fromEntries(entries.filter((entry) => !isOption(entry))),
  };
};

/** The options for a request: those that mean something for its format and are not as usual. */
export const sentOptions = (options: FormOptions, format: Format, defaults: GivenRequest): FormOptions => {
  const usual = usualOptions(format, defaults);
  const fitting = OPTIONS.filter(
    ({ key, formats }: { readonly key: string; readonly formats: Formats }) =>
      isGeneral(key) || formats.includes(format),
  ).map(({ key }) => key);
  return Object.fromEntries(
    fitting.flatMap((key) => {
      const value = options[key];
      return value === undefined || value === '' || value === usual[key] ? [] : [[key, value]];
    }),
  );
};
