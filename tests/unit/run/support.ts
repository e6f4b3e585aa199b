import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Row } from '../../../shared/columns';
import type { Encoder } from '../../../server/src/encoder/port';
import { run, type RunInput } from '../../../server/src/run/run';
import type { Source } from '../../../server/src/source/port';

export interface TestSource extends Source {
  readonly read: number;
  readonly closed: number;
}

/** A source of batches in memory that notes how far it was read. */
export const createSource = (
  batches: number,
  { rows = 10, failAt = Infinity, closeError }: { rows?: number; failAt?: number; closeError?: Error } = {},
): TestSource => {
  const state = { read: 0, closed: 0 };
  return {
    get read() {
      return state.read;
    },
    get closed() {
      return state.closed;
    },
    count: () => Promise.resolve({ rows: batches * rows, isExact: true }),
    async *batches() {
      for (let at = 0; at < batches; at += 1) {
        await wait(0);
        if (at === failAt) throw new Error('the database is gone');
        state.read += 1;
        yield Array.from({ length: rows }, (_none, row): Row => [at * rows + row]);
      }
    },
    close: () => {
      state.closed += 1;
      return closeError === undefined ? Promise.resolve() : Promise.reject(closeError);
    },
  };
};

/** What fills up a row. */
export const LINE = 'x'.repeat(1_000);

/** An encoder of lines of text. */
export const createEncoder = (rest: Partial<Encoder> = {}): Encoder => ({
  begin: (sample) => `begin ${sample.length}\n`,
  rows: (rows) => rows.map(([cell]) => `${String(cell)} ${LINE}\n`).join(''),
  end: (count) => `end ${count}\n`,
  ...rest,
});

export interface TestSink extends Writable {
  readonly bytes: () => Buffer;
}

/** A sink into memory, as slow as asked. */
export const createSink = ({ delay = 0, failAt = Infinity }: { delay?: number; failAt?: number } = {}): TestSink => {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    highWaterMark: 1_024,
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      if (chunks.length >= failAt) done(new Error('the disk is full'));
      else if (delay === 0) done();
      else setTimeout(done, delay);
    },
  });
  return Object.assign(sink, { bytes: () => Buffer.concat(chunks) });
};

/** Runs what is given, with an encoder of lines. */
export const start = (input: Partial<RunInput> & Pick<RunInput, 'source' | 'sink'>) =>
  run({ encoder: createEncoder(), signal: new AbortController().signal, gzip: false, wantsChecksum: false, ...input });
