import type { Duplex } from 'node:stream';
import { makeYoungGarbage } from '../memory/young-garbage';
import type { RawRow, RowSink } from './session';

/** Message types of the wire protocol (PostgreSQL documentation, 55.7): a byte, then the length of what follows it. */
const DATA_ROW = 68;
const HEADER = 5;
const MAX_ASCII = 127;
/** Bytes of a field from which on decoding it at once is faster than looking whether it is ASCII. */
const LONG_FIELD = 512;

/** Reads rows out of what a connection receives, past the driver. */
export interface RowTap {
  /**
   * Hands on the rows of the queries that `work` runs; the driver sees results without rows.
   *
   * @throws what `work` throws
   */
  take(work: () => Promise<unknown>, into: RowSink): Promise<void>;
  /** Lets the driver read everything by itself again. */
  close(): void;
}

interface Driver {
  readonly connection?: { readonly stream?: Duplex };
}

type Listener = (this: Duplex, chunk: Buffer) => void;

/**
 * A row's fields as text. All fields are cut out of one text, since decoding them one by one costs much more. The
 * text has one character for each byte, so a field that is not ASCII is decoded by itself.
 */
export const parseRow = (data: Buffer, start: number, end: number): RawRow => {
  const text = data.toString('latin1', start, end);
  const fields = data.readUInt16BE(start);
  const row: RawRow = new Array(fields);
  let at = start + 2;
  for (let field = 0; field < fields; field += 1) {
    const length = data.readInt32BE(at);
    at += 4;
    if (length < 0) {
      row[field] = null;
      continue;
    }
    const fieldEnd = at + length;
    let bits = length > LONG_FIELD ? 255 : 0;
    for (let place = at; bits <= MAX_ASCII && place < fieldEnd; place += 1) bits |= data[place] as number;
    row[field] = bits <= MAX_ASCII ? text.slice(at - start, fieldEnd - start) : data.toString('utf8', at, fieldEnd);
    at = fieldEnd;
  }
  return row;
};

/** Parts the messages of a connection into rows and the others. */
interface Parting {
  take(chunk: Buffer): void;
  /** What waits because its end has not come. */
  rest(): Buffer;
}

/**
 * @param rows where rows go; `null` while they are handed on as everything else is
 * @param handOn given all other bytes, in their order; chunks end anywhere, also in the middle of a message
 */
const createParting = (rows: () => RowSink | null, handOn: (bytes: Buffer) => void): Parting => {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  /** Bytes without which nothing can be done with those that wait. */
  let wanted = 0;
  /** Bytes still to come of a message that is being handed on. */
  let passing = 0;

  const wait = (rest: Buffer, until: number): void => {
    waiting.push(rest);
    waitingBytes = rest.length;
    wanted = until;
  };

  const part = (data: Buffer): void => {
    let from = 0;
    let at = 0;
    while (at < data.length) {
      const left = data.length - at;
      if (passing > 0) {
        const bytes = Math.min(passing, left);
        at += bytes;
        passing -= bytes;
        continue;
      }
      const size = left < HEADER ? HEADER : 1 + data.readUInt32BE(at + 1);
      if (size < HEADER) throw new Error('PostgreSQL sent a message that is shorter than its head.');
      const isRow = left >= HEADER && data[at] === DATA_ROW;
      const into = isRow ? rows() : null;
      if (left >= HEADER && into === null) {
        passing = size;
        continue;
      }
      if (at > from) handOn(data.subarray(from, at));
      if (into === null || left < size) {
        wait(data.subarray(at), size);
        return;
      }
      into(data, at + HEADER, at + size);
      at += size;
      from = at;
    }
    if (at > from) handOn(data.subarray(from, at));
  };

  const rest = (): Buffer => {
    const data = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    return data;
  };

  return {
    take: (chunk) => {
      let from = 0;
      // Only what is missing is put behind what waits: most chunks end in the middle of a row, and are long.
      while (waitingBytes > 0 && from < chunk.length) {
        const missing = chunk.subarray(from, from + wanted - waitingBytes);
        waiting.push(missing);
        waitingBytes += missing.length;
        from += missing.length;
        if (waitingBytes >= wanted) part(rest());
      }
      if (from < chunk.length) part(from === 0 ? chunk : chunk.subarray(from));
    },
    rest,
  };
};

/**
 * Stands between a connection's socket and its driver, `pg`, which makes a text of each field by itself, an event of each
 * row, and a second array.
 *
 * @param client a client of `pg` on which no query runs
 * @returns `null` where the driver is another one, such as `pg-native`, or somebody else listens as well
 */
export const tapRows = (client: unknown): RowTap | null => {
  const stream = (client as Driver).connection?.stream;
  const [driver, ...others] = (stream?.rawListeners('data') ?? []) as Listener[];
  if (stream === undefined || driver === undefined || others.length > 0) return null;
  let rows: RowSink | null = null;
  const parting = createParting(
    () => rows,
    (bytes) => driver.call(stream, bytes),
  );
  const listener = (chunk: Buffer): void => {
    try {
      if (rows !== null) makeYoungGarbage(chunk.length);
      parting.take(chunk);
    } catch (error) {
      // The driver fails whatever runs on the connection, and never uses it again.
      stream.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  stream.on('data', listener);
  stream.off('data', driver);
  return {
    take: async (work, into) => {
      rows = into;
      try {
        await work();
      } finally {
        rows = null;
      }
    },
    close: () => {
      stream.on('data', driver);
      stream.off('data', listener);
      const rest = parting.rest();
      if (rest.length > 0) driver.call(stream, rest);
    },
  };
};
