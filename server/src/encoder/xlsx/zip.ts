import { Buffer } from 'node:buffer';
import { giveBackChunk, lendChunk } from '../../memory/chunk-memory';
import type { Chunk } from '../port';
import { createDeflatePool, type ContentSummary, type Deflater, type EmitPiece } from './deflate';
import type { DeflatePiece } from './deflate-contexts';

/** From which values on the ZIP64 forms are written. */
export interface Zip64Limits {
  /** Bytes of an entry, of the directory, or before either of them. */
  readonly size: number;
  readonly entries: number;
}

export interface ZipInput {
  readonly deflate: DeflatePiece;
  readonly zip64: Zip64Limits;
}

/** Writes a ZIP file front to back, one entry after the other; sizes need not be known before an entry is complete. */
export interface ZipWriter {
  /** Begins an entry. @param name ASCII, with `/` between folders */
  open(name: string): void;
  /** Adds a piece to the open entry; waits while too many pieces are being compressed. */
  write(piece: Chunk): Promise<void>;
  /** Adds the last piece and completes the open entry. */
  close(piece: Chunk): Promise<void>;
  /** Begins to compress the content of an entry that is appended later; it shares the bound of the open entry. */
  startContent(emit: EmitPiece): Deflater;
  /**
   * Adds an entry that was compressed before, and gives the bytes that are ready while its content is read.
   *
   * @throws Error when the content is not as long as was said
   */
  append(name: string, content: AsyncIterable<Uint8Array>, summary: ContentSummary): AsyncIterable<Uint8Array>;
  /** Writes the directory; nothing may follow. */
  finish(): void;
  /** The bytes that are ready, in order and once only; lent, see `memory/chunk-memory.ts`. */
  take(): Uint8Array;
}

interface BegunEntry {
  readonly name: Buffer;
  /** Where its local header stands. */
  readonly offset: number;
}

interface Entry extends BegunEntry, ContentSummary {}

/** Where the 32-bit and 16-bit fields of ZIP end (APPNOTE 4.4.1.4): the all-ones value itself points to ZIP64. */
export const ZIP64_LIMITS: Zip64Limits = { size: 0xffff_ffff, entries: 0xffff };

const ALL_ONES_32 = 0xffff_ffff;
const ALL_ONES_16 = 0xffff;
const VERSION_DEFLATE = 20;
const VERSION_ZIP64 = 45;
/** Bit 3: CRC and sizes follow the content in a data descriptor, so that nothing is seeked. */
const FLAGS = 0x0008;
const METHOD_DEFLATE = 8;
/** 1 January 1980, the first day ZIP knows: equal rows give equal bytes. */
const DOS_DATE = 0x0021;

const NOTHING = new Uint8Array(0);

/** Fields in the order of the file, little-endian: `[value, bytes]`. */
const fields = (...list: readonly (readonly [value: number, bytes: 2 | 4 | 8])[]): Buffer => {
  const buffer = Buffer.alloc(list.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of list) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
};

const localHeader = (name: Buffer): Buffer => {
  const head = fields([0x04034b50, 4], [VERSION_DEFLATE, 2], [FLAGS, 2], [METHOD_DEFLATE, 2], [0, 2], [DOS_DATE, 2]);
  const unknown = fields([0, 4], [0, 4], [0, 4]);
  return Buffer.concat([head, unknown, fields([name.length, 2], [0, 2]), name]);
};

const dataDescriptor = ({ crc, size, compressedSize }: ContentSummary, wide: boolean): Buffer => {
  const bytes = wide ? 8 : 4;
  return fields([0x08074b50, 4], [crc, 4], [compressedSize, bytes], [size, bytes]);
};

/** Only the fields that are all ones in the directory stand in the extra field (APPNOTE 4.5.3). */
const zip64Extra = (entry: Entry, wideSizes: boolean, wideOffset: boolean): Buffer => {
  const values: (readonly [number, 8])[] = [];
  if (wideSizes) values.push([entry.size, 8], [entry.compressedSize, 8]);
  if (wideOffset) values.push([entry.offset, 8]);
  if (values.length === 0) return Buffer.alloc(0);
  return fields([0x0001, 2], [values.length * 8, 2], ...values);
};

/**
 * A ZIP file after PKWARE's APPNOTE 6.3.10, as a stream. Local headers are the plain 32-bit ones, since whether an
 * entry grows beyond 4 GiB shows only at its end; then its descriptor has 64-bit sizes and the directory a ZIP64
 * extra field. Readers of spreadsheets start from the directory.
 */
export const createZipWriter = ({ deflate, zip64 }: ZipInput): ZipWriter => {
  const pool = createDeflatePool(deflate);
  const entries: Entry[] = [];
  let ready: Uint8Array[] = [];
  let offset = 0;
  let open: (BegunEntry & { readonly deflater: Deflater }) | null = null;

  const emit = (bytes: Uint8Array): void => {
    ready.push(bytes);
    offset += bytes.length;
  };

  const current = (): NonNullable<typeof open> => {
    if (open === null) throw new Error('No ZIP entry is open');
    return open;
  };

  const hasWideSizes = ({ size, compressedSize }: ContentSummary): boolean =>
    size >= zip64.size || compressedSize >= zip64.size;

  const directoryRecord = (entry: Entry): Buffer => {
    const wideSizes = hasWideSizes(entry);
    const wideOffset = entry.offset >= zip64.size;
    const version = wideSizes || wideOffset ? VERSION_ZIP64 : VERSION_DEFLATE;
    const extra = zip64Extra(entry, wideSizes, wideOffset);
    const head = fields([0x02014b50, 4], [version, 2], [version, 2], [FLAGS, 2], [METHOD_DEFLATE, 2], [0, 2]);
    const summary = fields(
      [DOS_DATE, 2],
      [entry.crc, 4],
      [wideSizes ? ALL_ONES_32 : entry.compressedSize, 4],
      [wideSizes ? ALL_ONES_32 : entry.size, 4],
    );
    const lengths = fields([entry.name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [0, 4]);
    const place = fields([wideOffset ? ALL_ONES_32 : entry.offset, 4]);
    return Buffer.concat([head, summary, lengths, place, entry.name, extra]);
  };

  const endRecords = (start: number, length: number): Buffer => {
    const count = entries.length;
    const wide = count >= zip64.entries || length >= zip64.size || start >= zip64.size;
    const count16 = wide ? ALL_ONES_16 : count;
    const end = fields([0x06054b50, 4], [0, 2], [0, 2], [count16, 2], [count16, 2]);
    const place = fields([wide ? ALL_ONES_32 : length, 4], [wide ? ALL_ONES_32 : start, 4], [0, 2]);
    if (!wide) return Buffer.concat([end, place]);
    const head = fields([0x06064b50, 4], [44, 8], [VERSION_ZIP64, 2], [VERSION_ZIP64, 2], [0, 4], [0, 4]);
    const wideEnd = fields([count, 8], [count, 8], [length, 8], [start, 8]);
    const locator = fields([0x07064b50, 4], [0, 4], [start + length, 8], [1, 4]);
    return Buffer.concat([head, wideEnd, locator, end, place]);
  };

  const beginEntry = (name: string): BegunEntry => {
    if (open !== null) throw new Error('The ZIP entry before is still open');
    const begun = { name: Buffer.from(name, 'ascii'), offset };
    emit(localHeader(begun.name));
    return begun;
  };

  const endEntry = (begun: BegunEntry, summary: ContentSummary): void => {
    emit(dataDescriptor(summary, hasWideSizes(summary)));
    entries.push({ ...begun, ...summary });
  };

  const take = (): Uint8Array => {
    if (ready.length === 0) return NOTHING;
    const bytes = lendChunk(ready.reduce((length, one) => length + one.length, 0));
    let at = 0;
    for (const one of ready) {
      bytes.set(one, at);
      at += one.length;
      giveBackChunk(one);
    }
    ready = [];
    return bytes;
  };

  return {
    open(name) {
      open = { ...beginEntry(name), deflater: pool.start(emit) };
    },
    write: (piece) => current().deflater.write(piece),
    async close(piece) {
      const { deflater, ...begun } = current();
      endEntry(begun, await deflater.finish(piece));
      open = null;
    },
    startContent: (emitPiece) => pool.start(emitPiece),
    async *append(name, content, summary) {
      const begun = beginEntry(name);
      const start = offset;
      for await (const bytes of content) {
        emit(bytes);
        yield take();
      }
      if (offset - start !== summary.compressedSize) {
        throw new Error(`${name} is ${offset - start} bytes where ${summary.compressedSize} were written`);
      }
      endEntry(begun, summary);
    },
    finish() {
      const start = offset;
      for (const entry of entries) emit(directoryRecord(entry));
      emit(endRecords(start, offset - start));
    },
    take,
  };
};
