import assert from 'node:assert/strict';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createAuditLog } from '../../../server/src/audit/audit-log';
import type { JobRow } from '../../../server/src/job/record';
import { createDownloads, type DownloadsInput, type Link } from '../../../server/src/services/downloads';
import { toStorageError } from '../../../server/src/storage/storage-error';
import { type JobDatabase, openJobDatabase } from '../../support/job-database';

const CONTENT = 'id\r\n1\r\n';

describe('sending a stored file', () => {
  let records: JobDatabase;
  let job: JobRow;

  beforeEach(async () => {
    records = await openJobDatabase();
    const described = { fileName: 'hotels.csv', fileMime: 'text/csv', sha256: 'a'.repeat(64), fingerprint: 'rights' };
    job = await records.add({ ...described, bytes: String(CONTENT.length) });
  });
  afterEach(() => records.close());

  /** Sends what a storage reads over a real socket. @returns the answer, and what the sending failed with */
  const send = async (source: Readable, begin: () => Promise<void>) => {
    const downloads = createDownloads({
      strapi: { config: { get: () => ({ streamStallTimeout: 60_000 }) } },
      audit: createAuditLog(() => records.database),
      runs: { fingerprint: async () => 'rights' },
      parts: () => ({ storage: { read: async () => source } }),
    } as unknown as DownloadsInput);
    const link: Link = { entityTag: '"of the link"', begin };
    let failure: unknown = null;
    const server = http.createServer((request, response) => {
      downloads.send(job, { request, response, call: { ip: null, userAgent: null }, link }).catch((error: unknown) => {
        failure = error;
        response.statusCode = response.headersSent ? 0 : 503;
        response.end();
      });
    });
    server.listen(0);
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const [answer] = (await once(http.get({ port, agent: false }), 'response')) as [IncomingMessage];
      return { status: answer.statusCode, body: await text(answer), failure };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };

  it('sends it, and writes it down', async () => {
    const sent = await send(Readable.from([Buffer.from(CONTENT)]), async () => undefined);
    assert.deepEqual(sent, { status: 200, body: CONTENT, failure: null });
    assert.deepEqual(await records.events(job.documentId), ['downloaded']);
  });

  it('fails with the storage whose stream breaks before anything is sent, and does not end the process', async () => {
    const source = new Readable({ read: () => undefined });
    // Nobody may listen to its errors here: that would hide that nobody else does.
    const { status, failure } = await send(source, async () => {
      source.destroy(toStorageError(new Error('ECONNRESET')));
      await turn();
    });
    assert.equal(status, 503);
    assert.equal((failure as { code?: string }).code, 'EXPORT_STORAGE_FAILED');
  });

  it('leaves nothing open when it may not begin', async () => {
    const source = new Readable({ read: () => undefined });
    const refused = new Error('The link is used.');
    const { status, failure } = await send(source, () => Promise.reject(refused));
    assert.equal(status, 503);
    assert.equal(failure, refused);
    assert.ok(source.destroyed);
    assert.deepEqual(await records.events(job.documentId), []);
  });
});
