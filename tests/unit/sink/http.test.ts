import assert from 'node:assert/strict';
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { lendChunk } from '../../../server/src/memory/chunk-memory';
import { createHttpSink, fileHeaders } from '../../../server/src/sink/http';

const FILE = { name: 'hotels.csv', mime: 'text/csv; charset=utf-8' };

interface Setup {
  readonly stallTimeout?: number;
  readonly onStall?: () => void;
}

/** Serves one request with a sink over a real socket, and hands over the sink and the response. */
const serve = async (
  write: (sink: Writable, response: ServerResponse) => Promise<void>,
  test: (port: number) => Promise<void>,
  { stallTimeout = 60_000, onStall = () => undefined }: Setup = {},
): Promise<void> => {
  let writing: Promise<void> = Promise.resolve();
  const server = http.createServer((_request, response) => {
    writing = write(createHttpSink(response, FILE, { stallTimeout, onStall }), response);
  });
  server.listen(0);
  await once(server, 'listening');
  try {
    await test((server.address() as AddressInfo).port);
    await writing;
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

const get = async (port: number): Promise<IncomingMessage> => {
  const request = http.get({ port, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
};

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const pieces = async function* (count: number, size: number, failAt = Infinity): AsyncGenerator<Buffer> {
  for (let at = 0; at < count; at += 1) {
    await wait(0);
    if (at === failAt) throw new Error('the database is gone');
    yield Buffer.alloc(size, at);
  }
};

describe('a file over HTTP', () => {
  it('is given up at once when the client left before its end', async () => {
    await serve(
      async (sink, response) => {
        sink.write(Buffer.alloc(10));
        response.socket?.destroy();
        const began = performance.now();
        await assert.rejects(finished(sink.end()));
        assert.ok(performance.now() - began < 5_000, 'only the stall timer ended it');
      },
      async (port) => {
        await assert.rejects(get(port).then(bodyOf));
      },
    );
  });

  it('arrives whole, with its type, its name, and without leave to keep or to guess', async () => {
    await serve(
      (sink) => pipeline(pieces(50, 100_000), sink),
      async (port) => {
        const response = await get(port);
        assert.equal(response.statusCode, 200);
        assert.equal(response.headers['content-type'], 'text/csv; charset=utf-8');
        assert.equal(response.headers['content-disposition'], 'attachment; filename="hotels.csv"');
        assert.equal(response.headers['x-content-type-options'], 'nosniff');
        assert.equal(response.headers['cache-control'], 'private, no-store');
        const body = await bodyOf(response);
        assert.equal(body.length, 5_000_000);
        for (let at = 0; at < 50; at += 1) assert.equal(body[at * 100_000 + 99_999], at);
      },
    );
  });

  it('is what was written, to a client that is slow as well, while memory of its chunks is used for the next ones', async () => {
    const CHUNKS = 400;
    const lengthOf = (at: number): number => 60_000 + at * 500;
    const memories = new Set<ArrayBufferLike>();
    const lent = async function* (): AsyncGenerator<Buffer> {
      for (let at = 0; at < CHUNKS; at += 1) {
        const chunk = lendChunk(lengthOf(at)).fill(at % 251);
        memories.add(chunk.buffer);
        await wait(0);
        yield chunk;
      }
    };
    await serve(
      (sink) => pipeline(lent(), sink),
      async (port) => {
        const response = await get(port);
        const parts: Buffer[] = [];
        for await (const part of response) {
          parts.push(part as Buffer);
          if (parts.length % 100 === 0) await wait(20);
        }
        const body = Buffer.concat(parts);
        let from = 0;
        for (let at = 0; at < CHUNKS; at += 1) {
          const part = body.subarray(from, from + lengthOf(at));
          from += lengthOf(at);
          assert.ok(
            part.length === lengthOf(at) && part.every((byte) => byte === at % 251),
            `chunk ${at} is another one`,
          );
        }
        assert.equal(body.length, from);
      },
    );
    assert.ok(memories.size < CHUNKS / 2, `${memories.size} memories were needed`);
  });

  it('is a whole empty one where nothing is written', async () => {
    await serve(
      (sink) => pipeline(pieces(0, 0), sink),
      async (port) => {
        const response = await get(port);
        assert.equal(response.headers['content-type'], FILE.mime);
        assert.equal((await bodyOf(response)).length, 0);
      },
    );
  });

  it('sends its headers with the first byte and not before', async () => {
    await serve(
      async (sink, response) => {
        await wait(20);
        assert.equal(response.headersSent, false);
        await pipeline(pieces(1, 1), sink);
        assert.equal(response.headersSent, true);
      },
      async (port) => {
        await bodyOf(await get(port));
      },
    );
  });

  it('leaves the answer to others when it fails before the first byte', async () => {
    await serve(
      async (sink, response) => {
        await assert.rejects(pipeline(pieces(1, 1, 0), sink), /the database is gone/);
        assert.deepEqual([response.headersSent, response.destroyed], [false, false]);
        response.writeHead(503, { 'content-type': 'application/json' }).end('{}');
      },
      async (port) => {
        const response = await get(port);
        assert.equal(response.statusCode, 503);
        assert.equal(response.headers['content-disposition'], undefined);
        assert.equal(String(await bodyOf(response)), '{}');
      },
    );
  });

  it('breaks the connection when it fails later, so that no client takes half for whole', async () => {
    await serve(
      (sink) => assert.rejects(pipeline(pieces(10, 100_000, 5), sink), /the database is gone/),
      async (port) => {
        const response = await get(port);
        assert.equal(response.statusCode, 200);
        await assert.rejects(bodyOf(response), { code: 'ECONNRESET' });
        assert.equal(response.complete, false);
      },
    );
  });

  it('is cut for a client that stops reading', async () => {
    const abort = new AbortController();
    const stalled = new Error('stalled');
    await serve(
      async (sink, response) => {
        const started = performance.now();
        await assert.rejects(pipeline(pieces(1_000, 1_000_000), sink, { signal: abort.signal }), {
          name: 'AbortError',
        });
        assert.equal(abort.signal.reason, stalled);
        assert.ok(performance.now() - started < 5_000);
        assert.equal(response.destroyed, true);
      },
      async (port) => {
        const socket = net.connect(port);
        socket.on('error', () => undefined);
        socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
        await once(socket, 'readable');
        // Reads no further: what the system holds for it is soon full.
        while (!abort.signal.aborted) await wait(20);
        socket.destroy();
      },
      { stallTimeout: 200, onStall: () => abort.abort(stalled) },
    );
  });

  it('is not cut for a client that is slow but reads', async () => {
    let stalls = 0;
    await serve(
      (sink) => pipeline(pieces(20, 1_000_000), sink),
      async (port) => {
        const response = await get(port);
        let size = 0;
        for await (const chunk of response) {
          size += (chunk as Buffer).length;
          await wait(2);
        }
        assert.equal(size, 20_000_000);
      },
      {
        stallTimeout: 1_000,
        onStall: () => {
          stalls += 1;
        },
      },
    );
    assert.equal(stalls, 0);
  });

  it('says nothing of a stall once it is over', async () => {
    const abort = new AbortController();
    let stalls = 0;
    await serve(
      (sink) => assert.rejects(pipeline(pieces(1_000, 1_000_000), sink, { signal: abort.signal })),
      async (port) => {
        const socket = net.connect(port);
        socket.on('error', () => undefined);
        socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
        await once(socket, 'readable');
        await wait(50);
        abort.abort();
        await wait(300);
        socket.destroy();
      },
      {
        stallTimeout: 250,
        onStall: () => {
          stalls += 1;
        },
      },
    );
    assert.equal(stalls, 0);
  });
});

describe("a file's name", () => {
  const header = (name: string): string => fileHeaders({ name, mime: 'x/y' })['Content-Disposition'] ?? '';

  /** The name a browser offers: RFC 6266 lets `filename*` win. */
  const offered = (text: string): string => {
    const extended = /filename\*=UTF-8''([^;]+)/.exec(text)?.[1];
    if (extended !== undefined) return decodeURIComponent(extended);
    return /filename="((?:[^"\\]|\\.)*)"/.exec(text)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? '';
  };

  for (const name of [
    'hotels_2026-02-03.csv',
    'Hôtels für "Gäste".csv',
    '注文 😀.xlsx',
    "it's 100%.csv",
    'a;b,c.csv',
    '%41.csv',
  ]) {
    it(`${name} is offered as it is, in ASCII on the wire`, () => {
      assert.equal(offered(header(name)), name);
      assert.match(header(name), /^attachment; filename=[\x20-\x7e]+$/);
    });
  }

  it('names no folder', () => {
    assert.equal(offered(header('../etc/a\\b.csv')), 'b.csv');
  });

  it('cannot begin a new header', () => {
    const text = header('a.csv"\r\nSet-Cookie: x=1\r\n\r\n<b>');
    assert.match(text, /^[\x20-\x7e]+$/);
  });
});
