import { createObjectWriter } from '../json/object-writer';
import { createShape } from '../json/shape';
import type { Encoder, EncoderInput } from '../port';
import { createTextBytes } from '../text-bytes';

/** Newline-delimited JSON: one object a line, each line ended by LF. */
export const createNdjsonEncoder = ({ columns }: EncoderInput): Encoder => {
  const write = createObjectWriter(createShape(columns), 0, 0);
  const bytes = createTextBytes();
  return {
    begin: () => '',
    rows: (rows) => {
      for (const row of rows) bytes.add(`${write(row)}\n`);
      return bytes.take();
    },
    end: () => '',
  };
};
