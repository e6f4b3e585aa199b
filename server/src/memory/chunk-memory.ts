import { Buffer } from 'node:buffer';

/**
 * Memory of the pieces of files on their way, used again once whoever sends them is done.
 *
 * V8 counts what lies outside of its heap, and marks the whole heap of a site each time that some megabytes were asked for:
 * a file of 300 MB in ever new buffers costs more time for that than for its rows.
 */

/** Memory comes in multiples of it, in bytes, so that pieces of about one length fit into each other's. */
const UNIT = 4_096;

/** Bytes that are kept while nobody needs them. */
const MOST_KEPT = 2_000_000;

/** Longer pieces, of very long rows, are rare. */
const LONGEST_KEPT = 128 * UNIT;

const kept: Buffer[] = [];
let keptBytes = 0;
const lent = new WeakSet<ArrayBufferLike>();

/** A short piece that is held for long must not hold the memory of a long one. */
const mostFor = (length: number): number => Math.max(UNIT, length * 1.25);

const takeKept = (length: number): Buffer | undefined => {
  const at = kept.findIndex((one) => one.length >= length && one.length <= mostFor(length));
  if (at < 0) return undefined;
  const [memory] = kept.splice(at, 1);
  keptBytes -= memory?.length ?? 0;
  return memory;
};

/** Bytes that nobody else has, with anything in them. Those who never give them back leave them to the collector. */
export const lendChunk = (length: number): Buffer => {
  const memory = takeKept(length) ?? Buffer.allocUnsafeSlow(Math.ceil(length / UNIT) * UNIT);
  lent.add(memory.buffer);
  return memory.subarray(0, length);
};

/**
 * Gives bytes back that nobody will look at any more. What was not lent, or was given back already, is left alone, so a
 * sink can give back whatever it was given.
 */
export const giveBackChunk = ({ buffer }: Uint8Array): void => {
  if (!lent.delete(buffer) || buffer.byteLength > LONGEST_KEPT) return;
  kept.push(Buffer.from(buffer));
  keptBytes += buffer.byteLength;
  // The oldest go, since they may be of files that are long finished.
  while (keptBytes > MOST_KEPT) keptBytes -= kept.shift()?.length ?? 0;
};
