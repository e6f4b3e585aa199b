import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { ByteRange } from './port';

/** Storages answer 404, or 403 where the signer may not know what is there. A bucket that is missing is no missing file. */
const isMissing = async (response: Response): Promise<boolean> => {
  if (response.status !== 404 && response.status !== 403) return false;
  const text = await response.text();
  return response.status === 404 ? !text.includes('NoSuchBucket') : text.includes('NoSuchKey');
};

/**
 * Reads a file, or a range of it, from an address that is good for a while.
 *
 * @returns `null` when there is no such file
 * @throws Error telling the status, never the address, which opens the file for anybody
 */
export const readSigned = async (address: string, range?: ByteRange): Promise<Readable | null> => {
  // Ranges count the bytes of what is sent, so nobody on the way may compress it.
  const headers = { 'Accept-Encoding': 'identity', ...(range && { Range: `bytes=${range.start}-${range.end}` }) };
  const response = await fetch(address, { headers });
  const { status, body } = response;
  if (status === (range === undefined ? 200 : 206)) {
    return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream);
  }
  if (await isMissing(response)) return null;
  if (!response.bodyUsed) await body?.cancel();
  throw new Error(`The storage of the upload provider answered with ${status}.`);
};
