import type { Format } from '../../../shared/formats';
import type { ExportBody } from '../services/request';
import { excelDelimiter } from './delimiter';

/** What people call a file, in the order in which it is offered. */
export const FILE_KINDS = ['excel-csv', 'plain-csv', 'xlsx', 'json'] as const;

export type FileKind = (typeof FILE_KINDS)[number];

/** Of the request, what makes such a file. */
type FileOptions = Pick<ExportBody, 'format' | 'flavor' | 'delimiter'>;

export const fileOptions = (kind: FileKind, locale: string): FileOptions => {
  switch (kind) {
    case 'excel-csv':
      return { format: 'csv', flavor: 'excel', delimiter: excelDelimiter(locale) };
    case 'plain-csv':
      return { format: 'csv', flavor: 'plain', delimiter: ',' };
    case 'xlsx':
    case 'json':
      return { format: kind };
  }
};

const formatOf = (kind: FileKind): Format => fileOptions(kind, 'en').format;

/** Those that an exporter has. */
export const kindsOf = (formats: readonly Format[]): readonly FileKind[] =>
  FILE_KINDS.filter((kind) => formats.includes(formatOf(kind)));
