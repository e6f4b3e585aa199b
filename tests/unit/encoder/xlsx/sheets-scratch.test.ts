import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Row, SheetColumns } from '../../../../shared/columns';
import type { Scratch } from '../../../../server/src/encoder/scratch';
import { createXlsxEncoder } from '../../../../server/src/encoder/xlsx/index';
import type { WorkbookSeams } from '../../../../server/src/encoder/xlsx/workbook-writer';
import { run, type RunInput } from '../../../../server/src/run/run';
import { createTemporaryFiles } from '../../../../server/src/sink/scratch';
import { openFiles } from '../../../support/open-files';
import { step } from '../../support';
import { column, load } from './support';

const columns = [column(0, 'text', { header: 'Order' })];
const items: SheetColumns = {
  name: 'Items',
  path: [step('items', 1, true)],
  columns: [0, 1].map((index) => column(index, 'text', { steps: [step('items', 1, false)] })),
};

/** Text that hardly gets smaller. */
const noise = (): string => Array.from({ length: 6 }, () => Math.floor(Math.random() * 2 ** 52).toString(36)).join('');

interface SourceOptions {
  readonly orders?: number;
  readonly itemsEach?: number;
  readonly onBatch?: (batch: number) => void;
}

/** Batches of ten orders. */
const createSource = ({ orders = 1_000, itemsEach = 20, onBatch }: SourceOptions = {}): RunInput['source'] => ({
  count: () => Promise.resolve({ rows: orders, isExact: true }),
  async *batches() {
    for (let at = 0; at < orders; at += 10) {
      onBatch?.(at / 10);
      await wait(0);
      yield Array.from({ length: 10 }, (_order, order): Row => [
        `order ${at + order}`,
        Array.from({ length: itemsEach }, (_item, item): Row => [`item ${item}`, noise()]),
      ]);
    }
  },
  close: () => Promise.resolve(),
});

describe('the scratch place of an XLSX workbook', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'export-sheets-'));
  });

  after(() => rm(folder, { recursive: true }));

  const assertNothingLeft = async (): Promise<void> => {
    assert.deepEqual(await readdir(folder), []);
    assert.deepEqual(await openFiles(folder), []);
  };

  interface Options extends SourceOptions {
    readonly sheets?: readonly SheetColumns[];
    readonly maxBytes?: number;
    readonly scratch?: Scratch;
    readonly signal?: AbortSignal;
    readonly seams?: Partial<WorkbookSeams>;
    readonly write?: (chunk: Buffer, done: (error?: Error) => void) => void;
  }

  /** Runs an export of orders and their items and gives how many bytes the sink got. */
  const start = async ({
    sheets = [items, { ...items, name: 'Again' }],
    maxBytes = 1e9,
    scratch = createTemporaryFiles({ maxBytes, folder }),
    signal = new AbortController().signal,
    seams,
    write = (_chunk, done) => done(),
    ...source
  }: Options): Promise<{ readonly received: () => number; readonly done: Promise<unknown> }> => {
    let received = 0;
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        received += chunk.length;
        write(chunk, done);
      },
    });
    const encoder = createXlsxEncoder(
      { columns, timeZone: 'UTC', separator: ', ', warnings: { add() {} }, sheetName: 'Orders', sheets, scratch },
      seams,
    );
    const done = run({ source: createSource(source), encoder, sink, signal, gzip: false, wantsChecksum: false });
    return { received: () => received, done };
  };

  it('is gone when the file is whole', async () => {
    const chunks: Buffer[] = [];
    let isUsed = false;
    const { done } = await start({
      seams: { maxRows: 15_001 },
      onBatch: (batch) => {
        if (batch === 90) void readdir(folder).then((names) => (isUsed = names.length === 1));
      },
      write: (chunk, next) => {
        chunks.push(chunk);
        next();
      },
    });
    await done;
    assert.equal(isUsed, true);
    await assertNothingLeft();
    const { worksheets } = await load(Buffer.concat(chunks));
    assert.deepEqual(
      worksheets.map(({ name, rowCount }) => [name, rowCount]),
      [
        ['Orders', 1_001],
        ['Items', 15_001],
        ['Items (2)', 5_001],
        ['Again', 15_001],
        ['Again (2)', 5_001],
      ],
    );
  });

  it('is gone after an error of the encoder, whichever piece it hits', async () => {
    for (const failing of [0, 3, 8]) {
      let piece = 0;
      const { done } = await start({
        seams: {
          aroundDeflate: (deflate) => (bytes, isLast, finished) => {
            if (piece++ === failing) setImmediate(() => finished(new Error('out of memory'), []));
            else deflate(bytes, isLast, finished);
          },
        },
      });
      await assert.rejects(done, /out of memory/);
      assert.ok(piece > failing);
      await assertNothingLeft();
    }
  });

  it('is gone when the run is aborted in the middle of the rows', async () => {
    const abort = new AbortController();
    const { done } = await start({
      orders: 1e6,
      signal: abort.signal,
      onBatch: (batch) => {
        if (batch === 60) setTimeout(() => abort.abort(), 3);
      },
    });
    await assert.rejects(done, { name: 'AbortError' });
    await assertNothingLeft();
  });

  it('is gone when the run is aborted while its bytes are copied', async () => {
    const abort = new AbortController();
    const { done, received } = await start({
      signal: abort.signal,
      write: (_chunk, next) => {
        if (received() > 300_000) abort.abort();
        setTimeout(next, 1);
      },
    });
    await assert.rejects(done, { name: 'AbortError' });
    assert.ok(received() < 500_000);
    await assertNothingLeft();
  });

  it('is gone when the sink fails while its bytes are copied', async () => {
    const { done, received } = await start({
      write: (_chunk, next) => next(received() > 300_000 ? new Error('the client left') : undefined),
    });
    await assert.rejects(done, /the client left/);
    await assertNothingLeft();
  });

  it('fails the run when it is full, and is gone', async () => {
    const { done } = await start({ maxBytes: 500_000 });
    await assert.rejects(done, { code: 'EXPORT_SCRATCH_FULL' });
    await assertNothingLeft();
  });

  it('fails the run before the first byte when it cannot be used', async () => {
    const { done, received } = await start({
      scratch: createTemporaryFiles({ maxBytes: 1e9, folder: path.join(folder, 'missing') }),
    });
    await assert.rejects(done, { code: 'ENOENT' });
    assert.equal(received(), 0);
  });

  it('fails the run when it gives back less than it was given', async () => {
    const forgetful: Scratch = {
      create: async () => ({
        write: async () => undefined,
        async *read() {
          yield new Uint8Array(10);
        },
      }),
      dispose: async () => undefined,
    };
    const { done } = await start({ scratch: forgetful });
    await assert.rejects(done, /^Error: xl\/worksheets\/sheet2\.xml is 10 bytes where \d+ were written$/);
  });

  it('keeps memory flat, however many items there are', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used: number[] = [];
    const measure = (): void => {
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      used.push(heapUsed + arrayBuffers);
    };
    let copied = 0;
    const { done, received } = await start({
      orders: 3_000,
      itemsEach: 100,
      sheets: [items],
      onBatch: (batch) => {
        if (batch % 20 === 5) measure();
      },
      write: (chunk, next) => {
        // The main sheet is small: what comes in such pieces was in the scratch place.
        if (chunk.length > 60_000 && copied++ % 20 === 0) measure();
        next();
      },
    });
    await done;
    const [first = 0] = used;
    const growth = Math.max(...used) - first;
    assert.ok(received() > 15e6, `${received()} bytes`);
    assert.ok(copied > 200, `${copied} pieces`);
    assert.ok(growth < 6e6, `${growth} bytes more than at first`);
    await assertNothingLeft();
  });
});
