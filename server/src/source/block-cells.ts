import { Buffer } from 'node:buffer';
import type { ColumnType } from '../../../shared/columns';
import { makeYoungGarbage } from '../memory/young-garbage';
import { viewOf } from '../row/put';
import { MISSING, type RowBlock } from '../row/row-block';
import type { Conversion } from './values';

/** A selected column. */
export interface BlockField {
  readonly type: ColumnType;
  /** What its cells mean; the bytes may come by a shorter way to the same. */
  readonly convert: Conversion;
}

/** Gathers the cells of a block, row by row. Who adds many keeps what is here in variables of its own meanwhile. */
export interface BlockCells {
  /** As far as `length`; another one after `reserve`, `addText` and `take`. */
  readonly bytes: Buffer;
  /** The same bytes. */
  readonly view: DataView;
  length: number;
  /** As a block has them, as far as `end`; another one after `beginRow` and `take` alone. */
  readonly places: Int32Array;
  end: number;
  /** Makes room for bytes. @throws Error where places could not name them any more */
  reserve(more: number): void;
  /** Makes room for the places of a row. */
  beginRow(): void;
  /** Adds the place of the next cell, whose bytes are there. */
  place(from: number, to: number): void;
  addMissing(): void;
  addText(text: string): void;
  /** The rows since the last time. They are there until something is added after the next time. */
  take(): RowBlock;
}

const FIRST_BYTES = 16_384;
const FIRST_PLACES = 1_024;

/** Larger ones, of pages of very long rows, are given back. */
const MOST_KEPT_BYTES = 4_000_000;
const MOST_KEPT_PLACES = 1_000_000;

/** Places are numbers of 32 bits. */
const MOST_BYTES = 2 ** 31 - 1;

/** Longer text is turned into bytes by Node, which takes a while to begin. */
const SHORT_TEXT = 32;
const MAX_ASCII = 127;

/** Of longer text the bytes are counted, since most of it needs a third of what it could. */
const LONG_TEXT = 4_096;

/** UTF-8 has at most three bytes for a UTF-16 unit. */
const BYTES_PER_UNIT = 3;

class Gathering implements BlockCells {
  bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  view = viewOf(this.bytes);
  length = 0;
  places = new Int32Array(FIRST_PLACES);
  end = 0;
  /**
   * What the last block is in, for the next one but one. Memory outside of V8's heap that is asked for again and again has
   * it collect the whole heap of a site again and again.
   */
  private lastBytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  private lastPlaces = new Int32Array(FIRST_PLACES);

  constructor(readonly types: readonly ColumnType[]) {}

  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    if (needed > MOST_BYTES) throw new Error('The rows of a page are longer than two gigabytes.');
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    makeYoungGarbage(larger.length);
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
    this.view = viewOf(larger);
  }

  beginRow(): void {
    const needed = this.end + this.types.length * 2;
    if (needed <= this.places.length) return;
    const larger = new Int32Array(Math.max(needed, this.places.length * 2));
    larger.set(this.places);
    this.places = larger;
  }

  place(from: number, to: number): void {
    this.places[this.end] = from;
    this.places[this.end + 1] = to;
    this.end += 2;
  }

  addMissing(): void {
    this.place(MISSING, MISSING);
  }

  addText(text: string): void {
    this.reserve(text.length > LONG_TEXT ? Buffer.byteLength(text) : text.length * BYTES_PER_UNIT);
    const start = this.length;
    if (!this.putShort(text)) this.length = start + this.bytes.write(text, start);
    this.place(start, this.length);
  }

  /** Adds text that is short and ASCII; `false` where it is not. */
  private putShort(text: string): boolean {
    if (text.length > SHORT_TEXT) return false;
    const { bytes } = this;
    let { length } = this;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit > MAX_ASCII) return false;
      bytes[length] = unit;
      length += 1;
    }
    this.length = length;
    return true;
  }

  take(): RowBlock {
    const bytes = this.bytes.subarray(0, this.length);
    const block: RowBlock = {
      ...{ length: this.end / 2 / this.types.length, types: this.types },
      ...{ bytes, view: viewOf(bytes), places: this.places.subarray(0, this.end) },
    };
    [this.bytes, this.lastBytes] = [this.lastBytes, this.bytes];
    [this.places, this.lastPlaces] = [this.lastPlaces, this.places];
    if (this.bytes.length > MOST_KEPT_BYTES) this.bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
    this.view = viewOf(this.bytes);
    if (this.places.length > MOST_KEPT_PLACES) this.places = new Int32Array(FIRST_PLACES);
    this.length = 0;
    this.end = 0;
    return block;
  }
}

/** @param types of a row's cells, in their order */
export const createBlockCells = (types: readonly ColumnType[]): BlockCells => new Gathering(types);
