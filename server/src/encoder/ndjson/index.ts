import { createBlockObjects } from '../json/block-objects';
import { createObjectWriter } from '../json/object-writer';
import { createShape } from '../json/shape';
import type { Encoder, EncoderInput } from '../port';
import { addStamp, stampOf } from '../stamp';
import { createTextBytes } from '../text-bytes';

const LINE_END = stampOf('\n');

/** Newline-delimited JSON: one object a line, each line ended by LF. */
export const createNdjsonEncoder = ({ columns }: EncoderInput): Encoder => {
  const shape = createShape(columns);
  const write = createObjectWriter(shape, 0, 0);
  const writeOfBlock = createBlockObjects(shape, 0, 0);
  const bytes = createTextBytes();
  return {
    begin: () => '',
    rows: (rows) => {
      for (const row of rows) bytes.add(`${write(row)}\n`);
      return bytes.take();
    },
    ...(writeOfBlock !== null && {
      block: (block) => {
        for (let row = 0; row < block.length; row += 1) {
          writeOfBlock(bytes, block, row);
          addStamp(bytes, LINE_END);
        }
        return bytes.take();
      },
    }),
    end: () => '',
  };
};
