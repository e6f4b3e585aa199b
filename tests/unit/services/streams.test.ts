import assert from 'node:assert/strict';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { AuditEntry } from '../../../server/src/audit/entry';
import type { ExportRunOptions } from '../../../server/src/services/exports';
import { createStreamsService, type StreamInput, type StreamsInput } from '../../../server/src/services/streams';

type Run = (options: ExportRunOptions) => Promise<void>;

const CONFIG = { maxStreams: 2, maxStreamsPerCaller: 2, streamStallTimeout: 60_000, streamMaxDuration: 60_000 };

/** Far more than sockets take in advance. */
const MANY = 2_000;

/** What `run` writes, as the pipeline of a real run does. */
const writing =
  (failAfter = MANY): Run =>
  async ({ sink, signal }) => {
    const pieces = async function* () {
      for (let at = 0; at < MANY; at += 1) {
        if (at === failAfter) throw new Error('The database went away.');
        yield Buffer.alloc(64 * 1024);
        await pause(0);
      }
    };
    await pipeline(Readable.from(pieces()), sink, { signal });
  };

/**
 * Streams over a real socket.
 *
 * @param act what the client does with the answer
 * @returns how the charge was closed, and the log's events
 */
const streamed = async (run: Run, act: (message: IncomingMessage) => Promise<void>) => {
  const closed: unknown[] = [];
  const log: AuditEntry[] = [];
  const streams = createStreamsService({
    strapi: { config: { get: () => CONFIG }, log: { error: (message: string) => assert.equal(message, '') } },
    exports: {
      fileOf: () => ({ name: 'hotels.csv', mime: 'text/csv', leftOut: [] }),
      run: async (options: ExportRunOptions) => {
        // What is in the way of an error's telling, as closing a source can be.
        await run(options).finally(() => pause(20));
        return { rows: 7, bytes: 7, sha256: null, warnings: [] };
      },
    },
    audit: { write: async (entry: AuditEntry) => void log.push(entry) },
    billing: {
      chargeStream: async () => ({
        settle: async (rows: number) => void closed.push(rows),
        fail: async (error: { code?: string; message: string }) => void closed.push(error.code ?? error.message),
      }),
    },
  } as unknown as StreamsInput);
  let streaming: Promise<unknown> = Promise.resolve();
  const server = http.createServer((_request, response) => {
    const plan = { request: { format: 'csv', filters: null }, exporter: { name: 'hotels' }, columns: [] };
    const caller = { access: { requester: { kind: 'end-user', id: '1', name: 'Anna' } } };
    const input = { plan, caller, origin: 'content-api', call: { ip: null, userAgent: null }, response };
    streaming = streams.stream(input as unknown as StreamInput).catch((error: unknown) => error);
  });
  server.listen(0);
  await once(server, 'listening');
  try {
    const request = http.get({ port: (server.address() as AddressInfo).port, agent: false });
    request.on('error', () => undefined);
    const [message] = (await once(request, 'response')) as [IncomingMessage];
    await act(message);
    await streaming;
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return { closed, events: log.map(({ event, code }) => [event, code]) };
};

const readAll = async (message: IncomingMessage): Promise<void> => {
  await finished(message.resume());
};

describe('the end of a stream', () => {
  it('is told of the rows that were delivered', async () => {
    const { closed, events } = await streamed(async ({ sink }) => {
      await pipeline(Readable.from([Buffer.from('id\r\n')]), sink);
    }, readAll);
    assert.deepEqual(closed, [7]);
    assert.deepEqual(events, [
      ['requested', undefined],
      ['completed', undefined],
    ]);
  });

  it('is the client’s who leaves', async () => {
    const { closed, events } = await streamed(writing(), async (message) => {
      await once(message, 'data');
      message.destroy();
    });
    assert.deepEqual(closed, ['EXPORT_CANCELLED']);
    assert.deepEqual(events.at(-1), ['cancelled', 'EXPORT_CANCELLED']);
  });

  it('is the client’s whose connection is reset', async () => {
    const { closed } = await streamed(writing(), async (message) => {
      await once(message, 'data');
      message.socket.resetAndDestroy();
    });
    assert.deepEqual(closed, ['EXPORT_CANCELLED']);
  });

  it('is the server’s whose rows break off, although the connection closes then, too', async () => {
    const { closed, events } = await streamed(writing(5), (message) => assert.rejects(readAll(message)));
    assert.deepEqual(closed, ['The database went away.']);
    assert.deepEqual(events.at(-1), ['failed', 'EXPORT_INTERNAL']);
  });
});
