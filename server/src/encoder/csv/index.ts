import type { Cell, Column, Row } from '../../../../shared/columns';
import { createCellText } from '../cell-text';
import { createLeafReader } from '../../row/leaf';
import type { CellWriter, Encoder, EncoderInput } from '../port';
import { createTextBytes } from '../text-bytes';
import { createBlockLines } from './block-lines';
import { isFormula, neutralise } from './formula-guard';

export interface CsvOptions {
  /** `excel` begins with the UTF-8 byte order mark, without which Excel takes accents for another encoding. */
  readonly flavor: 'excel' | 'plain';
  /** RFC 4180 asks for CRLF; LF suits line-based tools. */
  readonly lineBreak: 'crlf' | 'lf';
  readonly delimiter: ',' | ';' | '\t' | '|';
  /** Whether text that a spreadsheet would run as a formula is neutralised. */
  readonly formulaGuard: boolean;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Numbers, percentages and dates: text that needs neither quotes nor guarding, whatever the delimiter. */
const BARE = /^-?(?:\d[\dTZ.:+-]*%?|Infinity)$/;

type CellOptions = EncoderInput & Pick<CsvOptions, 'delimiter' | 'formulaGuard'>;

interface Writing {
  quoted(text: string): string;
  /** Quoted, and neutralised where it has to be. */
  guarded(text: string): string;
}

const createWriting = ({ delimiter, formulaGuard, warnings }: CellOptions): Writing => {
  const needsQuotes = new RegExp(`["\\r\\n${delimiter === '|' ? '\\|' : delimiter}]`);

  const quoted = (text: string): string =>
    needsQuotes.test(text) ? `"${text.includes('"') ? text.replaceAll('"', '""') : text}"` : text;

  const guarded = (text: string): string => {
    if (!formulaGuard || !isFormula(text)) return quoted(text);
    warnings.add('formulas-neutralised');
    return quoted(neutralise(text));
  };

  return { quoted, guarded };
};

/** The writers of the columns' cells, without what stands between them. */
export const createCsvCells = (input: CellOptions): readonly CellWriter[] => {
  const { columns, timeZone, separator, warnings } = input;
  const { quoted, guarded } = createWriting(input);

  const createCellWriter = (column: Column): CellWriter => {
    const leaf = createLeafReader(column);
    const toText = createCellText(column, timeZone);
    if (leaf.many) {
      return (row) => {
        const texts: string[] = [];
        for (const cell of leaf.readAll(row)) if (cell !== null) texts.push(toText(cell));
        return guarded(texts.join(separator));
      };
    }
    const whenPresent = (write: (cell: Cell) => string): CellWriter => {
      if (column.steps.length > 0) {
        return (row) => {
          const cell = leaf.read(row);
          return cell === null ? '' : write(cell);
        };
      }
      const { index } = column;
      return (row) => {
        const cell = row[index] as Cell;
        return cell === null ? '' : write(cell);
      };
    };
    if (column.type === 'text') return whenPresent((cell) => guarded(cell as string));
    if (column.type === 'json') return whenPresent((cell) => quoted(cell as string));
    // SQLite keeps any text in a column of any type; a date's pattern and the words of a boolean are the caller's, and
    // thousands may be set apart by the delimiter.
    const isOwnText = column.format?.kind !== 'number' && column.format?.kind !== 'boolean';
    return whenPresent((cell) => {
      const text = toText(cell);
      return (isOwnText && typeof cell !== 'string') || BARE.test(text) ? text : guarded(text);
    });
  };

  /** The last of a list's columns sees what none of them has a place for. */
  const countingOthers = (column: Column, write: CellWriter): CellWriter => {
    const { item, list } = column;
    if (list !== 'item' || item === undefined || item.at + 1 < item.of) return write;
    const { readAll } = createLeafReader(column);
    return (row) => {
      const others = readAll(row).length - item.of;
      if (others > 0) warnings.add('items-left-out', others);
      return write(row);
    };
  };

  return columns.map((column) => countingOthers(column, createCellWriter(column)));
};

/**
 * CSV after RFC 4180: a cell is quoted when it holds the delimiter, a quote or a line break, quotes are doubled. A
 * missing value and an empty text are both an empty cell.
 */
export const createCsvEncoder = (input: EncoderInput & CsvOptions): Encoder => {
  const { columns, delimiter, flavor, lineBreak } = input;
  const lineEnd = lineBreak === 'crlf' ? '\r\n' : '\n';
  const { guarded } = createWriting(input);
  const writers = createCsvCells(input);
  const [onlyWriter] = writers;

  /** A lone empty cell is written as `""`: many readers skip a blank line, and the row would be lost. */
  const lone = (text: string): string => (text === '' ? '""' : text) + lineEnd;
  const writeLone = (row: Row): string => lone(onlyWriter?.(row) ?? '');

  const writeLine = (row: Row): string => {
    let line = '';
    for (let at = 0; at < writers.length; at += 1) {
      line += at === 0 ? (writers[at] as CellWriter)(row) : delimiter + (writers[at] as CellWriter)(row);
    }
    return line + lineEnd;
  };
  const write = writers.length === 1 ? writeLone : writeLine;
  const bytes = createTextBytes();
  const writeBlock = createBlockLines({ ...input, writers, lineEnd });

  return {
    begin: () =>
      (flavor === 'excel' ? BYTE_ORDER_MARK : '') + lone(columns.map(({ header }) => guarded(header)).join(delimiter)),
    rows: (rows) => {
      for (const row of rows) bytes.add(write(row));
      return bytes.take();
    },
    // A lone cell, and what hangs on a row, are written by the row.
    ...(writers.length > 1 &&
      columns.every(({ steps }) => steps.length === 0) && {
        block: (block) => {
          writeBlock(bytes, block);
          return bytes.take();
        },
      }),
    end: () => '',
  };
};
