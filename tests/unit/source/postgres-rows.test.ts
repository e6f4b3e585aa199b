import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, it } from 'node:test';
import { parseRow, type RowTap, tapRows } from '../../../server/src/source/postgres-rows';
import type { RawRow } from '../../../server/src/source/session';
import { dataRow, message } from '../../support/postgres-messages';

const BEFORE = Buffer.concat([message('1', Buffer.alloc(0)), message('T', Buffer.from('DDDD description'))]);
const AFTER = Buffer.concat([message('C', Buffer.from('SELECT 3\0')), message('Z', Buffer.from('I'))]);

const ROWS: readonly (readonly (string | null)[])[] = [
  ['1', 'plain', null, ''],
  ['2', 'Zürich, 東京 🏨', 'é', null],
  ['3', 'x'.repeat(300), 'ÿ'.repeat(300), 'D'.repeat(10)],
  [],
  ['5', `${'long '.repeat(20_000)}ü`, null, '\0\u0001"\\'],
];

/** A socket on which a driver listens, and what it heard. */
const createClient = () => {
  const stream = Object.assign(new EventEmitter(), {
    error: null as Error | null,
    destroy(error: Error) {
      stream.error = error;
    },
  });
  const heard: Buffer[] = [];
  const driver = (bytes: Buffer): void => void heard.push(Buffer.from(bytes));
  stream.on('data', driver);
  const receive = (bytes: Buffer, chunk = bytes.length): void => {
    for (let at = 0; at < bytes.length; at += chunk) stream.emit('data', bytes.subarray(at, at + chunk));
  };
  return { client: { connection: { stream } }, stream, driver, receive, heard: () => Buffer.concat(heard) };
};

const tapOf = (client: unknown): RowTap => {
  const tap = tapRows(client);
  assert.ok(tap !== null);
  return tap;
};

/** The rows of the queries that `work` runs. */
const taken = async (tap: RowTap, work: () => Promise<unknown>): Promise<readonly RawRow[]> => {
  const rows: RawRow[] = [];
  await tap.take(work, (data, start, end) => rows.push(parseRow(data, start, end)));
  return rows;
};

describe('rows read past the driver', () => {
  const answer = Buffer.concat([BEFORE, ...ROWS.map(dataRow), AFTER]);

  it('are what was sent, wherever the chunks end; the driver hears everything else', async () => {
    for (const chunk of [1, 2, 3, 4, 5, 6, 7, 11, 64, 1_000, 65_536, answer.length]) {
      const { client, receive, heard } = createClient();
      const rows = await taken(tapOf(client), async () => receive(answer, chunk));
      assert.deepEqual(rows, ROWS, `chunks of ${chunk} bytes`);
      assert.deepEqual(heard(), Buffer.concat([BEFORE, AFTER]), `chunks of ${chunk} bytes`);
    }
  });

  it('go to the driver while nobody takes them', async () => {
    for (const chunk of [1, 7, answer.length]) {
      const { client, receive, heard } = createClient();
      const tap = tapOf(client);
      receive(answer, chunk);
      assert.deepEqual(heard(), answer);
      assert.equal((await taken(tap, async () => receive(answer, chunk))).length, ROWS.length);
      receive(answer, chunk);
      assert.deepEqual(heard(), Buffer.concat([answer, BEFORE, AFTER, answer]));
    }
  });

  it('are given back to the driver for good, also in the middle of a message', async () => {
    for (const at of [2, 8, BEFORE.length + 3]) {
      const { client, stream, driver, receive, heard } = createClient();
      const tap = tapOf(client);
      receive(answer.subarray(0, at));
      tap.close();
      receive(answer.subarray(at));
      assert.deepEqual(heard(), answer);
      assert.deepEqual(stream.rawListeners('data'), [driver]);
    }
  });

  it('are taken no longer when the query has failed', async () => {
    const { client, receive, heard } = createClient();
    const tap = tapOf(client);
    await assert.rejects(
      taken(tap, () => Promise.reject(new Error('no such column'))),
      /no such column/,
    );
    receive(answer);
    assert.deepEqual(heard(), answer);
  });

  it('end the connection where they make no sense', async () => {
    const cut = dataRow(['a', 'b']);
    cut.writeInt32BE(1_000, 7);
    for (const broken of [cut, Buffer.from([68, 0, 0, 0, 3, 0])]) {
      const { client, stream, receive } = createClient();
      await taken(tapOf(client), async () => receive(broken));
      assert.ok(stream.error instanceof Error);
    }
  });

  it('are left to a driver that cannot be stood before', () => {
    assert.equal(tapRows({}), null);
    assert.equal(tapRows({ connection: { stream: new EventEmitter() } }), null);
    const { client, stream } = createClient();
    stream.on('data', () => undefined);
    assert.equal(tapRows(client), null);
    assert.equal(stream.listenerCount('data'), 2);
  });
});
