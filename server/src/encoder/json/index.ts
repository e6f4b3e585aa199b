import type { Encoder, EncoderInput } from '../port';
import { addStamp, stampOf } from '../stamp';
import { createTextBytes } from '../text-bytes';
import { createBlockObjects } from './block-objects';
import { createObjectWriter } from './object-writer';
import { createShape } from './shape';

/** What the file says of itself before the first row; any JSON value per key. */
export type JsonMetadata = Readonly<Record<string, unknown>>;

export interface JsonOptions {
  /** The key that holds the rows: `data` makes `{"data":[…]}`. */
  readonly root: string;
  /** Written before the rows under `metadata`; `null` for none. */
  readonly metadata: JsonMetadata | null;
  /**
   * Key under which the number of rows follows them; `null` where the metadata has the exact count already, or where
   * there is no metadata.
   */
  readonly trailingCount: string | null;
  /** Two spaces a level instead of one line. */
  readonly pretty: boolean;
}

/** One JSON document: `{"metadata":{…},"data":[…]}`, valid at every size including zero rows. */
export const createJsonEncoder = (input: EncoderInput & JsonOptions): Encoder => {
  const { columns, root, metadata, trailingCount, pretty } = input;
  const indent = pretty ? 2 : 0;
  const colon = pretty ? ': ' : ':';
  const inner = pretty ? '\n  ' : '';
  const rowBreak = pretty ? '\n    ' : '';
  const shape = createShape(columns);
  const write = createObjectWriter(shape, indent, 2);
  const writeOfBlock = createBlockObjects(shape, indent, 2);
  const bytes = createTextBytes();
  const between = stampOf(`,${rowBreak}`);
  let separator = rowBreak;

  const metadataText = (): string => {
    if (metadata === null) return '';
    const text = JSON.stringify(metadata, null, indent);
    return `${inner}"metadata"${colon}${pretty ? text.replaceAll('\n', '\n  ') : text},`;
  };

  return {
    begin: () => `{${metadataText()}${inner}${JSON.stringify(root)}${colon}[`,
    rows: (rows) => {
      for (const row of rows) {
        bytes.add(separator + write(row));
        separator = `,${rowBreak}`;
      }
      return bytes.take();
    },
    ...(writeOfBlock !== null && {
      block: (block) => {
        for (let row = 0; row < block.length; row += 1) {
          if (row > 0) addStamp(bytes, between);
          else bytes.add(separator);
          writeOfBlock(bytes, block, row);
        }
        separator = `,${rowBreak}`;
        return bytes.take();
      },
    }),
    end: (rowCount) => {
      const close = rowCount === 0 ? ']' : `${inner}]`;
      const count = trailingCount === null ? '' : `,${inner}${JSON.stringify(trailingCount)}${colon}${rowCount}`;
      return `${close}${count}${pretty ? '\n' : ''}}`;
    },
  };
};
