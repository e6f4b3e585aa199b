import { type Format, FORMATS } from '../../../shared/formats';
import type { GivenRequest } from './form-link';
import { excelDelimiter } from './delimiter';

/** What people call a file, in the order in which it is offered where there is little room. */
export const FILE_KINDS = ['excel-csv', 'plain-csv', 'xlsx', 'json'] as const;

/** All of them. */
export const ALL_FILE_KINDS = [...FILE_KINDS, 'ndjson'] as const;

export type FileKind = (typeof ALL_FILE_KINDS)[number];

export type QuickKind = (typeof FILE_KINDS)[number];

/** What can stand between two cells of a CSV file. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;

type Delimiter = (typeof DELIMITERS)[number];

/** Of the request, what makes such a file. */
export interface FileOptions {
  readonly format: Format;
  readonly flavor?: 'excel' | 'plain';
  readonly delimiter?: Delimiter;
}

export const fileOptions = (kind: FileKind, locale: string): FileOptions => {
  switch (kind) {
    case 'excel-csv':
      return { format: 'csv', flavor: 'excel', delimiter: excelDelimiter(locale) };
    case 'plain-csv':
      return { format: 'csv', flavor: 'plain', delimiter: ',' };
    case 'xlsx':
    case 'json':
    case 'ndjson':
      return { format: kind };
  }
};

const formatOf = (kind: FileKind): Format => fileOptions(kind, 'en').format;

/** Those of some kinds that an exporter has. */
export const kindsOf = <Kind extends FileKind>(kinds: readonly Kind[], formats: readonly Format[]): readonly Kind[] =>
  kinds.filter((kind) => formats.includes(formatOf(kind)));

/** What a request calls for, `null` where it names no format. */
export const fileOf = ({ format, flavor, delimiter }: GivenRequest): FileOptions | null => {
  const known = FORMATS.find((one) => one === format);
  if (known === undefined) return null;
  const between = DELIMITERS.find((one) => one === delimiter);
  return {
    format: known,
    ...((flavor === 'excel' || flavor === 'plain') && { flavor }),
    ...(between !== undefined && { delimiter: between }),
  };
};

export const kindOf = ({ format, flavor }: FileOptions): FileKind =>
  format === 'csv' ? (flavor === 'plain' ? 'plain-csv' : 'excel-csv') : format;
