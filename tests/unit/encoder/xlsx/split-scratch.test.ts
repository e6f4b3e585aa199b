import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Row } from '../../../../shared/columns';
import { createXlsxEncoder } from '../../../../server/src/encoder/xlsx/index';
import { chunksOf } from '../../../../server/src/run/chunks';
import { createTemporaryFiles } from '../../../../server/src/sink/scratch';
import { openFiles } from '../../../support/open-files';
import { column } from './support';

const WIDE = Array.from({ length: 20 }, (_column, at) => column(at, at === 0 ? 'text' : 'integer'));
const ROWS = 100_000;

describe('51 sheets that are written by turns', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'export-split-'));
  });

  after(() => rm(folder, { recursive: true }));

  it('take less than 18 MB, however many rows there are, and leave no file', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    /** Another thread gives the memory of buffers back some time after they were collected. */
    const use = async (): Promise<number> => {
      const used: number[] = [];
      for (let attempt = 0; attempt < 3; attempt += 1) {
        collect();
        await wait(10);
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        used.push(heapUsed + arrayBuffers);
      }
      return Math.min(...used);
    };
    const encoder = createXlsxEncoder({
      columns: WIDE,
      timeZone: 'UTC',
      separator: ', ',
      warnings: { add() {} },
      sheetName: 'Data',
      split: { column: WIDE[0] as (typeof WIDE)[number] },
      scratch: createTemporaryFiles({ maxBytes: 1e9, folder }),
    });
    const batch = (from: number): Row[] =>
      Array.from({ length: 250 }, (_row, row) =>
        WIDE.map((_column, at) => (at === 0 ? `value ${(from + row) % 80}` : ((from + row) * at * 7919) % 1_000_003)),
      );
    await encoder.begin(batch(0));
    const first = await use();
    let most = 0;
    let bytes = 0;
    for (let at = 0; at < ROWS; at += 250) {
      bytes += (await encoder.rows(batch(at))).length;
      if (at % 10_000 === 0) most = Math.max(most, (await use()) - first);
    }
    for await (const chunk of chunksOf(encoder.end(ROWS))) bytes += chunk.length;
    await encoder.close?.();
    assert.ok(bytes > 8e6, `${bytes} bytes`);
    assert.ok(most < 18e6, `${most} bytes more than at first`);
    assert.deepEqual(await readdir(folder), []);
    assert.deepEqual(await openFiles(folder), []);
  });
});
