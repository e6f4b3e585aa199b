import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { chmod, chown, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createMeteredSink } from '../../server/src/sink/metered';
import { createLocalStorage } from '../../server/src/storage/local';
import type { FileStorage } from '../../server/src/storage/port';
import { openFiles, withoutProc } from '../support/open-files';
import { mountSmallDisk, unmount } from '../support/small-disk';
import { until } from '../support/until';
import { bytesOf, DESCRIPTION, FAILED, listed, load, MIB, store, temporaryFolder, write } from './support/storages';

const FULL = { name: 'ExportError', code: 'EXPORT_STORAGE_FULL', status: 507 };

const MODULE = fileURLToPath(new URL('../../server/src/storage/local.ts', import.meta.url));

/** A user and group that nothing belongs to. */
const STRANGER = 54_321;

const withoutUsers = process.getuid?.() === 0 ? false : 'only root can act as another user';

/** What stops another user from using a folder, `null` when nothing does. */
const checkAs = (user: number, folder: string): string | null => {
  const script = `
    const { createLocalStorage } = require(process.argv[2]);
    const tell = (message) => console.log(JSON.stringify(message));
    createLocalStorage(process.argv[1]).check().then(() => tell(null), (error) => tell(error.cause.message));
  `;
  const run = ['--import', 'tsx', '-e', script, folder, MODULE];
  const { stdout, stderr } = spawnSync(process.execPath, run, { uid: user, gid: user, encoding: 'utf8' });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout) as string | null;
};

const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

describe('the folder of files', () => {
  let parent: string;
  let folder: string;
  let storage: FileStorage;

  beforeEach(async () => {
    parent = await temporaryFolder();
    folder = path.join(parent, 'deep', 'exports');
    storage = createLocalStorage(folder);
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('is made when it is needed, and lets nobody else in', async () => {
    assert.deepEqual(await listed(storage), []);
    await storage.check();
    assert.equal(await modeOf(folder), 0o700);
  });

  it('is closed to others, when it was open to them', async () => {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
    const upload = await storage.create('open-1', DESCRIPTION);
    assert.equal(await modeOf(folder), 0o700);
    await upload.discard();
  });

  it('has files that only their owner may read, while they are written and after', async () => {
    const upload = await storage.create('mode-1', DESCRIPTION);
    await write(upload, bytesOf(10));
    await until('it is there', async () => (await readdir(folder)).length === 1);
    const [unfinished = ''] = await readdir(folder);
    assert.match(unfinished, /^mode-1\.[0-9a-f]{12}\.part$/);
    assert.equal(await modeOf(path.join(folder, unfinished)), 0o600);
    await pipeline(Readable.from([bytesOf(10)]), upload.stream);
    assert.deepEqual(await readdir(folder), [unfinished]);
    await upload.publish();
    assert.deepEqual(await readdir(folder), ['mode-1']);
    assert.equal(await modeOf(path.join(folder, 'mode-1')), 0o600);
  });

  it('keeps a file under its key as it is, until another is published in one step', async () => {
    const file = await store(storage, 'step-1', bytesOf(10));
    const upload = await storage.create('step-1', DESCRIPTION);
    await pipeline(Readable.from([bytesOf(MIB)]), upload.stream);
    assert.equal((await load(storage, file))?.length, 10);
    await upload.publish();
    assert.equal((await load(storage, file))?.length, MIB);
    assert.deepEqual(await readdir(folder), ['step-1']);
  });

  it('gives a file to its end that is deleted while it is read', async () => {
    const file = await store(storage, 'read-1', bytesOf(MIB));
    const stream = await storage.read(file);
    await storage.delete(file);
    assert.ok(Buffer.concat((await stream?.toArray()) as Buffer[]).equals(bytesOf(MIB)));
  });

  it('has no file open that nobody uses', { skip: withoutProc }, async () => {
    const file = await store(storage, 'open-1', bytesOf(MIB));
    (await storage.read(file))?.destroy();
    for await (const chunk of (await storage.read(file)) ?? []) {
      assert.ok(chunk);
      break;
    }
    const upload = await storage.create('open-2', DESCRIPTION);
    await write(upload, bytesOf(10));
    await upload.discard();
    await until('all are closed', async () => (await openFiles(parent)).length === 0);
  });

  it('is not left by a key that climbs', async () => {
    await store(storage, '../../climbs-1', bytesOf(10));
    assert.deepEqual(await readdir(folder), ['climbs-1']);
    assert.deepEqual(await readdir(parent), ['deep']);
  });

  it('lists only what is its own', async () => {
    await storage.check();
    for (const name of ['.probe-0123', 'notes.txt', 'job-1.part', 'job-1.0123456789ab.part', 'job-2']) {
      await writeFile(path.join(folder, name), '');
    }
    await mkdir(path.join(folder, 'job-3'));
    const found = (await listed(storage)).map(({ key, isFinished }) => `${key} ${isFinished}`).sort();
    assert.deepEqual(found, ['job-1 false', 'job-2 true']);
  });

  it('has the signs of processes, which are no files', async () => {
    const { markers } = storage;
    assert.ok(markers);
    assert.deepEqual(await markers.list(), []);
    await markers.leave('worker-1');
    await markers.leave('worker-1');
    assert.equal(await markers.sees('worker-1'), true);
    assert.equal(await markers.sees('worker-2'), false);
    const [marker, ...others] = await markers.list();
    assert.deepEqual([marker?.name, others], ['worker-1', []]);
    assert.ok(Math.abs(Date.now() - (marker?.leftAt.getTime() ?? 0)) < 60_000);
    assert.deepEqual(await listed(storage), []);
    await markers.remove('worker-1');
    await markers.remove('worker-1');
    assert.deepEqual(await markers.list(), []);
  });

  it('is tried with a file of one name, so that none is left when a process dies while it tries', async () => {
    const tried = new Set<string>();
    const watcher = watch(parent, { recursive: true }, (_event, name) => {
      if (name?.includes('probe') === true) tried.add(path.basename(name));
    });
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, '.probe'), 'left by somebody', { mode: 0o400 });
    await Promise.all([storage.check(), storage.check(), createLocalStorage(folder).check()]);
    await storage.check();
    assert.deepEqual(await readdir(folder), []);
    await until('it was seen', () => tried.size > 0);
    watcher.close();
    assert.deepEqual([...tried], ['.probe']);
  });

  it('tells of a folder that goes away under a file', async () => {
    const upload = await storage.create('late-1', DESCRIPTION);
    await until('it is there', async () => (await readdir(folder)).length === 1);
    await rm(folder, { recursive: true });
    const written = pipeline(Readable.from([bytesOf(10)]), upload.stream);
    await assert.rejects(
      written.then(() => upload.publish()),
      FAILED,
    );
    await upload.discard();
  });
});

describe('a folder of another user', { skip: withoutUsers }, () => {
  let parent: string;
  let folder: string;

  beforeEach(async () => {
    parent = await temporaryFolder();
    await chmod(parent, 0o755);
    folder = path.join(parent, 'volume');
    await mkdir(folder);
  });
  afterEach(() => rm(parent, { recursive: true }));

  const groupOwns = async (mode: number): Promise<void> => {
    await chown(folder, 0, STRANGER);
    await chmod(folder, mode);
  };

  it('is used as it is, where the group may write and nobody else may enter', async () => {
    await groupOwns(0o2770);
    assert.equal(checkAs(STRANGER, folder), null);
    assert.equal((await stat(folder)).mode & 0o7777, 0o2770);
  });

  it('is refused where everybody may enter, in words that help', async () => {
    await groupOwns(0o2775);
    const message = checkAs(STRANGER, folder) ?? '';
    assert.ok(message.includes(folder), message);
    assert.match(message, /storage\.local\.directory: .*\(mode 775\).* a folder within it.*chmod o-rwx/);
    assert.equal(checkAs(STRANGER, path.join(folder, 'exports')), null);
    assert.equal(await modeOf(path.join(folder, 'exports')), 0o700);
  });

  it('is refused where it may not be written, in words that help', async () => {
    await groupOwns(0o2750);
    const message = checkAs(STRANGER, folder) ?? '';
    assert.ok(message.includes(folder), message);
    assert.match(message, /storage\.local\.directory: .*may not write.*chown/);
  });

  it('may be ours without being changed', async () => {
    await chown(folder, STRANGER, STRANGER);
    await chmod(folder, 0o700);
    const { ctimeMs } = await stat(folder);
    await createLocalStorage(folder).freeBytes();
    assert.equal((await stat(folder)).ctimeMs, ctimeMs);
  });
});

describe('a disk that is full', () => {
  let folder: string;
  let storage: FileStorage;
  let reason: string | false = false;

  before(async () => {
    folder = await temporaryFolder();
    reason = mountSmallDisk(folder);
    storage = createLocalStorage(folder);
  });
  after(async () => {
    if (reason === false) unmount(folder);
    await rm(folder, { recursive: true });
  });

  it('is told as one, and has room again after the discard', async (t) => {
    if (reason !== false) {
      t.skip(reason);
      return;
    }
    const before = await storage.freeBytes();
    const upload = await storage.create('full-1', DESCRIPTION);
    const sink = createMeteredSink(upload.stream, () => undefined);
    await assert.rejects(pipeline(Readable.from([bytesOf(MIB), bytesOf(MIB), bytesOf(MIB)]), sink), FULL);
    await assert.rejects(upload.publish(), FULL);
    assert.equal(await storage.freeBytes(), 0);
    await assert.rejects(storage.check(), FULL);
    assert.equal((await readdir(folder)).length, 1);
    await upload.discard();
    assert.deepEqual(await readdir(folder), []);
    assert.equal(await storage.freeBytes(), before);
    await storage.check();
  });
});
