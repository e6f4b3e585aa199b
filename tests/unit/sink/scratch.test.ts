import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Scratch, ScratchFile } from '../../../server/src/encoder/scratch';
import { createTemporaryFiles, type ScratchSeams } from '../../../server/src/sink/scratch';
import { sweepScratchFolders } from '../../../server/src/sink/scratch-folders';
import { openFiles, withoutProc } from '../../support/open-files';

const MODULE = new URL('../../../server/src/sink/scratch.ts', import.meta.url);

const readAll = async (file: ScratchFile): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.read()) pieces.push(piece);
  return Buffer.concat(pieces);
};

describe('temporary files', () => {
  let folder = '';

  const create = (maxBytes = 1e9, seams?: Partial<ScratchSeams>): Scratch =>
    createTemporaryFiles({ maxBytes, folder }, seams);

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'export-scratch-'));
  });

  beforeEach(async () => {
    for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true });
  });

  after(() => rm(folder, { recursive: true }));

  const assertNothingLeft = async (): Promise<void> => {
    assert.deepEqual(await readdir(folder), []);
    assert.deepEqual(await openFiles(folder), []);
  };

  it('give back what was written to each, as often as asked', async () => {
    const scratch = create();
    const files = [await scratch.create(), await scratch.create()];
    for (let at = 0; at < 10; at += 1) {
      for (const [number, file] of files.entries()) await file.write(Buffer.alloc(10_000, at * 2 + number));
    }
    const expected = (number: number) =>
      Buffer.concat(Array.from({ length: 10 }, (_none, at) => Buffer.alloc(10_000, at * 2 + number)));
    for (const [number, file] of files.entries()) {
      assert.deepEqual(await readAll(file), expected(number));
      assert.deepEqual(await readAll(file), expected(number));
    }
    await scratch.dispose();
    await assertNothingLeft();
  });

  it('are read in pieces of at most 64 KiB, each in memory of its own', async () => {
    const scratch = create();
    const file = await scratch.create();
    await file.write(Buffer.alloc(200_000, 'abcdefg'));
    const pieces: Uint8Array[] = [];
    for await (const piece of file.read()) pieces.push(piece);
    assert.deepEqual(
      pieces.map(({ length }) => length),
      [65_536, 65_536, 65_536, 3_392],
    );
    assert.deepEqual(Buffer.concat(pieces), Buffer.alloc(200_000, 'abcdefg'));
    await scratch.dispose();
  });

  it('may be empty', async () => {
    const scratch = create();
    assert.equal((await readAll(await scratch.create())).length, 0);
    await scratch.dispose();
    await assertNothingLeft();
  });

  it('take nothing from the machine before the first is asked for', async () => {
    const scratch = create();
    assert.deepEqual(await readdir(folder), []);
    await scratch.dispose();
    assert.deepEqual(await readdir(folder), []);
  });

  it('are private, and have no name any more', { skip: withoutProc }, async () => {
    const scratch = create();
    const file = await scratch.create();
    await file.write(Buffer.from('secret'));
    const [made = ''] = await readdir(folder);
    assert.match(made, /^content-export-/);
    assert.equal((await stat(path.join(folder, made))).mode & 0o777, 0o700);
    assert.deepEqual(await readdir(path.join(folder, made)), []);
    const [handle = ''] = await openFiles(folder);
    assert.equal((await stat(handle)).mode & 0o777, 0o600);
    await scratch.dispose();
    await assertNothingLeft();
  });

  it('leave no content behind when the process is killed', { skip: process.platform === 'win32' }, async () => {
    const script = `
      const { createTemporaryFiles } = require(process.argv[2]);
      const scratch = createTemporaryFiles({ maxBytes: 1e6, folder: process.argv[1] });
      scratch.create().then(async (file) => {
        await file.write(Buffer.from('secret'));
        process.kill(process.pid, 'SIGKILL');
      });
    `;
    const { signal, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '-e', script, folder, fileURLToPath(MODULE)],
      { encoding: 'utf8' },
    );
    assert.equal(signal, 'SIGKILL', stderr);
    const left = await readdir(folder, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      left.map((entry) => entry.isDirectory()),
      [true],
    );
    const held = create();
    await held.create();
    assert.equal((await readdir(folder)).length, 1, 'the next to make one clears away what the dead left');
    await held.dispose();
    await assertNothingLeft();
  });

  it('have folders that are cleared away once their process is dead, and never before', async () => {
    const scratch = create();
    await scratch.create();
    const [own = ''] = await readdir(folder);
    const parts = /^(content-export-[0-9a-f]{8})-(\d+)-.{6}$/.exec(own);
    assert.equal(parts?.[2], String(process.pid));
    const here = parts[1] ?? '';
    const dead = String(spawnSync(process.execPath, ['-e', '']).pid);
    const then = new Date(Date.now() - 25 * 3_600_000);
    const make = async (name: string, isOld: boolean): Promise<void> => {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, '1'), 'x');
      if (isOld) await utimes(path.join(folder, name), then, then);
    };
    const cleared = [`${here}-${dead}-aaaaaa`, `content-export-00000000-1-bbbbbb`, `${here}-${process.pid}-cccccc`];
    for (const [at, name] of cleared.entries()) await make(name, at > 0);
    const kept = [
      ...[`content-export-00000000-1-dddddd`, `${here}-${process.pid}-eeeeee`, `content-export-notes`],
      ...[`${here}-${process.ppid}-ffffff`, `content-export-${dead}-gggggg`],
    ];
    for (const [at, name] of kept.entries()) await make(name, at > 1);
    await utimes(path.join(folder, own), then, then);
    await sweepScratchFolders(folder);
    assert.deepEqual((await readdir(folder)).sort(), [own, ...kept].sort());
    await scratch.dispose();
    await sweepScratchFolders(path.join(folder, 'missing'));
  });

  it('hold no more than is allowed, all together', async () => {
    const scratch = create(1_000);
    const one = await scratch.create();
    const other = await scratch.create();
    await one.write(Buffer.alloc(600));
    await other.write(Buffer.alloc(400));
    await assert.rejects(other.write(Buffer.alloc(1)), {
      name: 'ExportError',
      code: 'EXPORT_SCRATCH_FULL',
      status: 507,
    });
    assert.equal((await readAll(one)).length, 600);
    assert.equal((await readAll(other)).length, 400);
    await scratch.dispose();
    await assertNothingLeft();
  });

  it('tell that the disk is full, and are deleted then as well', async () => {
    const full = Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
    let writes = 0;
    const scratch = create(1e9, {
      async append(handle, bytes) {
        await handle.appendFile(bytes.subarray(0, 10));
        if ((writes += 1) === 2) throw full;
      },
    });
    const file = await scratch.create();
    await file.write(Buffer.alloc(10));
    await assert.rejects(file.write(Buffer.alloc(100)), { code: 'EXPORT_SCRATCH_FULL', cause: full });
    await scratch.dispose();
    await assertNothingLeft();
  });

  it('pass any other failure on as it is', async () => {
    const broken = Object.assign(new Error('i/o error, write'), { code: 'EIO' });
    const scratch = create(1e9, { append: () => Promise.reject(broken) });
    const file = await scratch.create();
    await assert.rejects(file.write(Buffer.alloc(1)), broken);
    await scratch.dispose();
    await assertNothingLeft();
  });

  it('can be disposed of twice, at once or later', async () => {
    const scratch = create();
    const file = await scratch.create();
    await file.write(Buffer.alloc(1_000));
    await Promise.all([scratch.dispose(), scratch.dispose()]);
    await scratch.dispose();
    await assertNothingLeft();
  });

  it('can be disposed of while they are made, written and read', async () => {
    const scratch = create();
    const file = await scratch.create();
    await file.write(Buffer.alloc(1e6));
    const reading = readAll(file);
    const work = [
      reading,
      file.write(Buffer.alloc(5e6)),
      scratch.create(),
      scratch.create().then((made) => made.write(Buffer.alloc(5e6))),
    ];
    await Promise.all([scratch.dispose(), Promise.allSettled(work)]);
    await assertNothingLeft();
  });

  it('refuse everything after that', async () => {
    const scratch = create();
    const file = await scratch.create();
    await file.write(Buffer.alloc(10));
    await scratch.dispose();
    await assert.rejects(scratch.create(), /disposed of/);
    await assert.rejects(file.write(Buffer.alloc(10)), { code: 'EBADF' });
    await assert.rejects(readAll(file), { code: 'EBADF' });
    await assertNothingLeft();
  });

  it('tell that their folder is missing, and can still be disposed of', async () => {
    const scratch = createTemporaryFiles({ maxBytes: 1e6, folder: path.join(folder, 'missing') });
    await assert.rejects(scratch.create(), { code: 'ENOENT' });
    await assert.rejects(scratch.create(), { code: 'ENOENT' });
    await scratch.dispose();
  });

  it('are in the folder for temporary files when none is named', { skip: withoutProc }, async () => {
    const scratch = createTemporaryFiles({ maxBytes: 1e6 });
    await scratch.create();
    const [made = ''] = await openFiles(path.join(tmpdir(), 'content-export-'));
    assert.ok(existsSync(made));
    await scratch.dispose();
    assert.equal(existsSync(made), false);
  });
});
