import { inflateRawSync } from 'node:zlib';

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;

/** The unpacked text of every part of an archive, by its central directory (APPNOTE 4.3.12). */
export const unzip = (archive: Buffer): Buffer => {
  let end = archive.length - 22;
  while (end > 0 && archive.readUInt32LE(end) !== DIRECTORY_END) end -= 1;
  const parts: Buffer[] = [];
  let at = archive.readUInt32LE(end + 16);
  while (at < end && archive.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(from, from + size);
    parts.push(method === 8 ? inflateRawSync(packed) : packed);
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return Buffer.concat(parts);
};
