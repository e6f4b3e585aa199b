import { createObjectWriter } from '../json/object-writer';
import { createShape } from '../json/shape';
import type { Encoder, EncoderInput } from '../port';

/** Newline-delimited JSON: one object a line, each line ended by LF. */
export const createNdjsonEncoder = ({ columns }: EncoderInput): Encoder => {
  const write = createObjectWriter(createShape(columns), 0, 0);
  return {
    begin: () => '',
    rows: (rows) => {
      let text = '';
      for (const row of rows) text += `${write(row)}\n`;
      return text;
    },
    end: () => '',
  };
};
