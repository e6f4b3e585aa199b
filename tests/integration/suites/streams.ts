import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { HOTEL, ORDER } from '../../support/content';
import { errorOf, get } from '../../support/http';
import { auditOf } from '../../support/jobs';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';
import { until } from '../../support/until';

interface Download {
  readonly response: IncomingMessage;
  /** Breaks the connection, as a closed browser does. */
  leave(): void;
}

/** Begins a download and reads nothing of it: the first bytes are in the socket. */
const beginDownload = async (site: Site, format = 'csv'): Promise<Download> => {
  const authorization = await site.adminToken('admin@example.com');
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${site.url}/export/${ORDER}/${format}`, { headers: { authorization }, agent: false });
    request.once('error', reject);
    request.once('response', (response) => {
      response.pause();
      response.on('error', () => undefined);
      resolve({ response, leave: () => request.destroy() });
    });
    request.end();
  });
};

interface Pool {
  numUsed(): number;
}

const connectionsUsed = ({ strapi }: Site): number => (strapi.db.connection.client as { pool: Pool }).pool.numUsed();

/** Reads to the end; whether the file came whole, or the connection broke. */
const readToEnd = async (response: IncomingMessage): Promise<{ whole: boolean; bytes: number }> => {
  let bytes = 0;
  try {
    for await (const chunk of response) bytes += (chunk as Buffer).length;
    return { whole: response.complete, bytes };
  } catch {
    return { whole: false, bytes };
  }
};

/** SQLite has one place for downloads, and no connection that is held by one. */
const hasPlace = async (site: Site): Promise<boolean> => {
  const query = { columns: 'name', filters: JSON.stringify({ id: { $lt: 2 } }) };
  const { status } = await get(site, `/export/${HOTEL}/csv`, await site.adminToken('admin@example.com'), { query });
  assert.ok(status === 200 || status === 429, `answered ${status}`);
  return status === 200;
};

/** Downloads one after the other leave nothing behind, so each test begins with all places free. */
const untilIdle = async (site: Site): Promise<void> => {
  await until('no connection is taken', () => connectionsUsed(site) === 0, 1_000);
  if (site.database === 'sqlite') await until('the place is free', () => hasPlace(site));
};

const countCut = async (site: Site): Promise<number> => (await auditOf(site, { code: 'EXPORT_STALLED' })).length;

export const streamsSuite = (site: () => Site): void => {
  describe('a download', () => {
    it('has the headers of a file made for one caller', async () => {
      const token = await site().adminToken('admin@example.com');
      const { headers } = await get(site(), `/export/${HOTEL}/excel`, token, { query: { columns: 'name' } });
      assert.match(headers['content-type'] ?? '', /spreadsheetml/);
      assert.match(headers['content-disposition'] ?? '', /^attachment; filename="hotels_\d{4}-\d\d-\d\d\.xlsx"$/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['cache-control'], 'private, no-store');
    });

    it('answers HEAD with the same headers, without reading rows', async () => {
      const token = await site().adminToken('admin@example.com');
      const { status, headers, body } = await get(site(), `/export/${HOTEL}/csv`, token, { method: 'HEAD' });
      assert.equal(status, 200);
      assert.match(headers['content-disposition'] ?? '', /hotels_.*\.csv/);
      assert.match(headers['content-type'] ?? '', /^text\/csv/);
      assert.equal(body.length, 0);
    });

    it('is the same file when compressed', async () => {
      const token = await site().adminToken('admin@example.com');
      const query = { columns: 'ittid,name,description', publication: 'published' };
      const plain = await get(site(), `/export/${HOTEL}/ndjson`, token, { query });
      const gzip = await get(site(), `/export/${HOTEL}/ndjson`, token, { query: { ...query, gzip: 'true' } });
      assert.match(gzip.headers['content-disposition'] ?? '', /\.ndjson\.gz"/);
      assert.deepEqual(gunzipSync(gzip.body), plain.body);
    });

    it('of a client that leaves frees its connection within a second', async () => {
      for (const format of ['csv', 'xlsx']) {
        const { leave } = await beginDownload(site(), format);
        if (site().database !== 'sqlite') assert.equal(connectionsUsed(site()), 1);
        leave();
        await untilIdle(site());
        const next = await beginDownload(site());
        next.leave();
        await untilIdle(site());
      }
    });

    it('of a client that stops reading is cut', async () => {
      await withSetting(site(), 'streamStallTimeout', 300, async () => {
        const cutBefore = await countCut(site());
        const { response } = await beginDownload(site());
        // First what the system buffers must be filled, which takes a busy machine some seconds.
        await until('the log tells of the cut', async () => (await countCut(site())) > cutBefore, 30_000);
        await untilIdle(site());
        assert.equal((await readToEnd(response)).whole, false);
      });
    });

    it('that outlives its time is cut', async () => {
      await withSetting(site(), 'streamMaxDuration', 300, async () => {
        const { response } = await beginDownload(site());
        await sleep(600);
        await untilIdle(site());
        assert.equal((await readToEnd(response)).whole, false);
      });
    });

    it('does not hold up other requests', async () => {
      const { response } = await beginDownload(site());
      const reading = readToEnd(response);
      const token = await site().endUserToken('user@example.com');
      for (let at = 0; at < 5; at += 1) {
        const began = performance.now();
        const { status } = await get(site(), '/api/hotels?pagination[pageSize]=1', token);
        assert.equal(status, 200);
        assert.ok(performance.now() - began < 2_000);
      }
      assert.equal((await reading).whole, true);
    });

    it('beyond the places of a caller is refused with the time to wait', async () => {
      const places = site().database === 'sqlite' ? 1 : 2;
      const downloads: Download[] = [];
      for (let at = 0; at < places; at += 1) downloads.push(await beginDownload(site()));
      const answer = await get(site(), `/export/${ORDER}/csv`, await site().adminToken('admin@example.com'));
      assert.equal(answer.status, 429);
      assert.equal(errorOf(answer).code, 'EXPORT_TOO_MANY_STREAMS');
      assert.ok(Number(answer.headers['retry-after']) > 0);
      for (const { leave } of downloads) leave();
      await untilIdle(site());
    });

    it('whose database connection dies is broken, never a short file', async (t) => {
      const { strapi, database } = site();
      if (database === 'sqlite') {
        t.skip('SQLite has no connection that can die');
        return;
      }
      const { response } = await beginDownload(site());
      const knex = strapi.db.connection;
      if (database === 'postgres') {
        // Also one that is reading ahead just now, and so is not idle.
        await knex.raw(
          'select pg_terminate_backend(pid) from pg_stat_activity where xact_start is not null and pid <> pg_backend_pid() and datname = current_database()',
        );
      } else {
        const [threads] = (await knex.raw('select trx_mysql_thread_id as id from information_schema.innodb_trx')) as [
          { id: number }[],
        ];
        for (const { id } of threads) await knex.raw(`kill ${id}`).catch(() => undefined);
      }
      assert.equal((await readToEnd(response)).whole, false);
      const next = await get(site(), `/export/${HOTEL}/csv`, await site().adminToken('admin@example.com'), {
        query: { columns: 'name' },
      });
      assert.equal(next.status, 200);
    });
  });
};
