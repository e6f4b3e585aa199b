import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createZipWriter, ZIP64_LIMITS, type Zip64Limits } from '../../../../server/src/encoder/xlsx/zip';
import { createDeflateContexts } from '../../../../server/src/encoder/xlsx/deflate-contexts';
import type { Row } from '../../../../shared/columns';
import { createXlsxEncoder } from '../../../../server/src/encoder/xlsx/index';
import type { WorkbookSeams } from '../../../../server/src/encoder/xlsx/workbook-writer';
import { column, drain, loadSheet, readArchive, withoutPython, write } from './support';

const texts = (count: number): Row[] => Array.from({ length: count }, (_value, at) => [`text ${at * 7919} é – 😀`]);
const columns = [column(0, 'text')];
const count = (file: Buffer, signature: number): number => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  let found = 0;
  for (let at = file.indexOf(bytes); at >= 0; at = file.indexOf(bytes, at + 4)) found += 1;
  return found;
};
const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;

describe('the ZIP file', () => {
  it('is whole and has right checksums over many pieces', { skip: withoutPython }, async () => {
    const { file } = await write(columns, texts(30_000), { batch: 250 });
    const { parts, versions } = readArchive(file);
    const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
    assert.ok(xml.length > 4 * 262_144);
    assert.equal(xml.match(/<row /g)?.length, 30_001);
    assert.deepEqual(new Set(versions), new Set([20]));
    assert.equal(count(file, ZIP64_END), 0);
  });

  it('takes a whole export in one batch', async () => {
    const sheet = await loadSheet((await write(columns, texts(20_000), { batch: 20_000 })).file);
    assert.equal(sheet.getCell('A20001').value, 'text 158372081 é – 😀');
  });

  const forced: readonly (readonly [what: string, limits: Zip64Limits])[] = [
    ['sizes', { size: 1_000, entries: 0xffff }],
    ['every size and offset', { size: 0, entries: 0xffff }],
    ['the number of entries', { ...ZIP64_LIMITS, entries: 3 }],
  ];
  for (const [what, zip64] of forced) {
    it(`has ZIP64 records when ${what} ask for them`, { skip: withoutPython }, async () => {
      const { file } = await write(columns, texts(2_000), { seams: { zip64 } });
      const { parts, versions, extras } = readArchive(file);
      assert.equal(parts['xl/worksheets/sheet1.xml']?.match(/<row /g)?.length, 2_001);
      assert.equal(count(file, ZIP64_END), 1);
      assert.equal(count(file, ZIP64_LOCATOR), 1);
      assert.equal(versions.includes(45), zip64.size < 0xffff_ffff);
      if (zip64.size === 0) assert.deepEqual(new Set(extras), new Set([28]));
      if (zip64.size === 0xffff_ffff) assert.deepEqual(new Set(extras), new Set([0]));
    });
  }

  it('refuses text outside an entry', () => {
    const zip = createZipWriter({ deflate: createDeflateContexts(1).deflate, zip64: ZIP64_LIMITS });
    assert.throws(() => zip.write('text'), /No ZIP entry is open/);
  });
});

describe('compression', () => {
  const counter = { add: (): void => undefined };
  const input = { columns, timeZone: 'UTC', separator: ', ', warnings: counter, sheetName: 'Data' } as const;
  const encoder = (aroundDeflate: WorkbookSeams['aroundDeflate'] = (inPool) => inPool) =>
    createXlsxEncoder(input, { aroundDeflate });

  it('keeps the order of pieces that finish in any order', { skip: withoutPython }, async () => {
    let piece = 0;
    const file = await drain(
      encoder((deflate) => (bytes, isLast, done) => {
        const delay = (piece++ % 3) * 5;
        deflate(bytes, isLast, (error, result) => setTimeout(() => done(error, result), 10 - delay));
      }),
      texts(30_000),
      250,
    );
    const rows = readArchive(file).parts['xl/worksheets/sheet1.xml']?.match(/text \d+/g) ?? [];
    assert.deepEqual(
      rows,
      texts(30_000).map(([cell]) => String(cell).match(/text \d+/)?.[0]),
    );
  });

  it('has never more than three pieces in flight', async () => {
    let inFlight = 0;
    let most = 0;
    await drain(
      encoder((deflate) => (bytes, isLast, done) => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        deflate(bytes, isLast, (error, result) =>
          setImmediate(() => {
            inFlight -= 1;
            done(error, result);
          }),
        );
      }),
      texts(30_000),
      30_000,
    );
    assert.equal(most, 3);
  });

  it('gives bytes away while rows still come', async () => {
    const streamed = encoder();
    await streamed.begin([]);
    let bytes = 0;
    for (let batch = 0; batch < 40; batch += 1) bytes += (await streamed.rows(texts(1_000))).length;
    const rest = (await streamed.end(40_000)) as Uint8Array;
    assert.ok(bytes > rest.length, `${bytes} bytes before the end, ${rest.length} at the end`);
  });

  for (const failing of [0, 2]) {
    it(`fails the export when piece ${failing} cannot be compressed, and every call after`, async () => {
      let piece = 0;
      const broken = encoder((deflate) => (bytes, isLast, done) => {
        if (piece++ === failing) setImmediate(() => done(new Error('out of memory'), []));
        else deflate(bytes, isLast, done);
      });
      const unheard: unknown[] = [];
      const listen = (reason: unknown): void => void unheard.push(reason);
      process.on('unhandledRejection', listen);
      await assert.rejects(drain(broken, texts(40_000), 250), /out of memory/);
      await assert.rejects(async () => broken.rows(texts(20_000)), /out of memory/);
      await assert.rejects(async () => broken.end(0), /out of memory/);
      await new Promise((resolve) => setTimeout(resolve, 20));
      process.off('unhandledRejection', listen);
      assert.deepEqual(unheard, []);
    });
  }

  it('fails at every call when zlib refuses its options', async () => {
    const broken = createXlsxEncoder({ ...input, compressionLevel: 99 as 9 });
    await assert.rejects(drain(broken, texts(40_000), 250), { code: 'ERR_OUT_OF_RANGE' });
    await assert.rejects(async () => broken.end(0), { code: 'ERR_OUT_OF_RANGE' });
  });

  it('surfaces a failure of the only piece at the end', async () => {
    const broken = encoder(
      () => (_bytes, _isLast, done) => void setImmediate(() => done(new Error('out of memory'), [])),
    );
    await broken.begin([]);
    await broken.rows(texts(1));
    await assert.rejects(async () => broken.end(1), /out of memory/);
  });
});
