import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import { before, describe, it } from 'node:test';
import type { Job } from '../../../shared/contracts/jobs';
import { TICKET } from '../../../shared/uids';
import { HOTEL, ORDER } from '../../support/content';
import { errorOf } from '../../support/http';
import { auditOf, call, dataOf, partsOf, setJobs, submit, until } from '../../support/jobs';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';

const REQUEST = { format: 'csv', columns: ['id', 'ebay_order_id'], filters: { id: { $lt: 2_000 } } };

export const jobDownloadsSuite = (site: () => Site): void => {
  let token = '';
  let job: Job;
  let bytes: Buffer;

  const ticketOf = async (id: string, authorization = token, prefix = '/export'): Promise<string> => {
    const answer = await call(site(), 'POST', `${prefix}/jobs/${id}/tickets`, authorization);
    assert.equal(answer.status, 201, answer.body.toString());
    return dataOf<{ url: string }>(answer).url;
  };
  const download = (headers: Record<string, string> = {}) =>
    call(site(), 'GET', job.downloadUrl ?? '', token, undefined, headers);
  const setTickets = (data: object) => site().strapi.db.query(TICKET).updateMany({ where: {}, data });

  before(async () => {
    token = await site().adminToken('admin@example.com');
    job = await until(site(), (await submit(site(), ORDER, token, REQUEST)).id, token);
    bytes = (await download()).body;
  });

  describe('a download of a finished file', () => {
    it('tells name, length, type and entity tag', async () => {
      const { status, headers, body } = await download();
      assert.equal(status, 200);
      assert.equal(Number(headers['content-length']), body.length);
      assert.equal(headers['accept-ranges'], 'bytes');
      assert.equal(headers.etag, `"${createHash('sha256').update(body).digest('hex')}"`);
      assert.match(headers['content-disposition'] ?? '', /^attachment; filename="orders_.*\.csv"$/);
      assert.match(headers['content-type'] ?? '', /^text\/csv/);
      assert.equal(headers['cache-control'], 'private, no-store');
      const head = await call(site(), 'HEAD', job.downloadUrl ?? '', token);
      assert.equal(head.status, 200);
      assert.equal(head.headers['content-length'], headers['content-length']);
      assert.equal(head.body.length, 0);
    });

    it('gives ranges, as long as the file is the one that was begun with', async () => {
      const { length } = bytes;
      for (const [range, start, end] of [
        ['bytes=0-0', 0, 1],
        ['bytes=10-19', 10, 20],
        ['bytes=100-', 100, length],
        ['bytes=-7', length - 7, length],
        [`bytes=${length - 1}-${length + 100}`, length - 1, length],
      ] as const) {
        const part = await download({ range, 'if-range': `"${job.sha256}"` });
        assert.equal(part.status, 206, range);
        assert.equal(part.headers['content-range'], `bytes ${start}-${end - 1}/${length}`);
        assert.ok(part.body.equals(bytes.subarray(start, end)), range);
      }
      const other = await download({ range: 'bytes=5-9', 'if-range': '"another"' });
      assert.equal(other.status, 200);
      assert.ok(other.body.equals(bytes));
      const several = await download({ range: 'bytes=0-1,5-6' });
      assert.equal(several.status, 200);
      const nonsense = await download({ range: 'lines=1-2' });
      assert.equal(nonsense.status, 200);
      const beyond = await download({ range: `bytes=${length}-` });
      assert.equal(beyond.status, 416);
      assert.equal(errorOf(beyond).code, 'EXPORT_RANGE_NOT_SATISFIABLE');
    });

    it('is answered with 409 before, 410 after, and 404 where there is nothing of the caller', async () => {
      const user = await site().endUserToken('user@example.com');
      const foreign = await call(site(), 'GET', `/api/export/jobs/${job.id}/download`, user);
      assert.equal(foreign.status, 404);
      assert.equal(errorOf(foreign).code, 'EXPORT_JOB_NOT_FOUND');
      for (const id of ['x', `${job.id}x`, '1', '%00', '..%2f..%2fetc%2fpasswd']) {
        assert.equal((await call(site(), 'GET', `/export/jobs/${id}/download`, token)).status, 404, id);
      }
      assert.equal((await call(site(), 'GET', job.downloadUrl ?? '', null)).status, 401);
    });

    it('of a file that has vanished from the storage is answered with 410', async () => {
      const { id, downloadUrl } = await until(site(), (await submit(site(), ORDER, token, REQUEST)).id, token);
      unlinkSync(path.join(site().files, `${id}-1`));
      const answer = await call(site(), 'GET', downloadUrl ?? '', token);
      assert.equal(answer.status, 410);
      assert.equal(errorOf(answer).code, 'EXPORT_FILE_EXPIRED');
    });

    it('of an empty file is an empty file', async () => {
      const request = { ...REQUEST, format: 'ndjson', filters: { id: -1 } };
      const empty = await until(site(), (await submit(site(), ORDER, token, request)).id, token);
      assert.equal(empty.status, 'completed');
      assert.equal(empty.rowsDone, 0);
      const answer = await call(site(), 'GET', empty.downloadUrl ?? '', token);
      assert.equal(answer.status, 200);
      assert.equal(answer.body.length, 0);
    });

    it('survives labels that somebody renames, since they are no rights', async () => {
      const hotels = await until(
        site(),
        (await submit(site(), HOTEL, token, { format: 'csv', columns: ['name'] })).id,
        token,
      );
      const configuration = site()
        .strapi.plugin('content-manager')
        .service<{ findConfiguration(model: unknown): Promise<object> }>('content-types');
      const find = mock.method(configuration, 'findConfiguration', async () => ({
        metadatas: { name: { edit: { label: 'Renamed' } } },
        layouts: { list: ['name'] },
      }));
      try {
        assert.equal((await call(site(), 'GET', hotels.downloadUrl ?? '', token)).status, 200);
      } finally {
        find.mock.restore();
      }
    });
  });

  describe('a ticket', () => {
    it('begins one download without a header', async () => {
      const url = await ticketOf(job.id);
      const head = await call(site(), 'HEAD', url, null);
      assert.equal(head.status, 200);
      const first = await call(site(), 'GET', url, null);
      assert.equal(first.status, 200);
      assert.ok(first.body.equals(bytes));
      const replay = await call(site(), 'GET', url, null);
      assert.equal(replay.status, 404);
      assert.equal(errorOf(replay).code, 'EXPORT_TICKET_INVALID');
      assert.equal((await call(site(), 'GET', url, token)).status, 404, 'a credential does not open a spent one');
    });

    it('is redeemed once, however many try at the same time', async () => {
      const url = await ticketOf(job.id);
      const answers = await Promise.all(Array.from({ length: 10 }, () => call(site(), 'GET', url, null)));
      assert.equal(answers.filter(({ status }) => status === 200).length, 1);
      assert.equal(answers.filter(({ status }) => status === 404).length, 9);
    });

    it('lets the download that it began be resumed, by a range of the very same file alone', async () => {
      const url = await ticketOf(job.id);
      const first = await call(site(), 'GET', url, null);
      assert.equal(first.status, 200);
      const tag = first.headers.etag ?? '';
      const resumed = await call(site(), 'GET', url, null, undefined, { range: 'bytes=50-', 'if-range': tag });
      assert.equal(resumed.status, 206);
      assert.ok(resumed.body.equals(bytes.subarray(50)));
      for (const headers of [
        { range: 'bytes=50-' },
        { range: 'bytes=50-', 'if-range': '"other"' },
        { 'if-range': tag },
      ] as Record<string, string>[]) {
        assert.equal((await call(site(), 'GET', url, null, undefined, headers)).status, 404, JSON.stringify(headers));
      }
      await setTickets({ resumeUntil: new Date(Date.now() - 1_000) });
      const late = await call(site(), 'GET', url, null, undefined, { range: 'bytes=50-', 'if-range': tag });
      assert.equal(late.status, 404);
    });

    it('that is found in a log opens nothing, not even with what others know of the file', async () => {
      const url = await ticketOf(job.id);
      await call(site(), 'GET', url, null);
      const head = await call(site(), 'HEAD', url, null);
      assert.equal(head.status, 404);
      assert.equal(head.headers.etag, undefined);
      const known = { range: 'bytes=0-', 'if-range': `"${job.sha256}"` };
      for (const method of ['GET', 'HEAD']) {
        assert.equal((await call(site(), method, url, null, undefined, known)).status, 404, method);
      }
    });

    it('is not used up by a download that could not begin', async () => {
      const url = await ticketOf(job.id);
      const beyond = await call(site(), 'GET', url, null, undefined, { range: `bytes=${bytes.length}-` });
      assert.equal(beyond.status, 416);
      const { storage } = partsOf(site());
      const read = mock.method(storage, 'read', () => Promise.reject(new Error('the storage is away')));
      const broken = await call(site(), 'GET', url, null).finally(() => read.mock.restore());
      assert.equal(broken.status, 500);
      assert.ok((await call(site(), 'GET', url, null)).body.equals(bytes));
    });

    it('that is out of time, or was never issued, opens nothing', async () => {
      const url = await ticketOf(job.id);
      await setTickets({ expiresAt: new Date(Date.now() - 1_000) });
      assert.equal((await call(site(), 'GET', url, null)).status, 404);
      const secret = url.split('/').at(-1) ?? '';
      for (const guess of [secret.slice(1), `${secret}A`, secret.split('').reverse().join(''), 'x', '%00', job.id]) {
        assert.equal((await call(site(), 'GET', `/export/downloads/${guess}`, null)).status, 404, guess);
      }
      const rows = (await site().strapi.db.query(TICKET).findMany({})) as object[];
      assert.ok(!JSON.stringify(rows).includes(secret), 'only the hash is kept');
    });

    it('streams a small export that was asked for', async () => {
      const request = { format: 'csv', columns: ['id'], filters: { id: { $lt: 10 } } };
      const answer = await call(site(), 'POST', `/export/${ORDER}/tickets`, token, request);
      assert.equal(answer.status, 201);
      const { url } = dataOf<{ url: string }>(answer);
      const file = await call(site(), 'GET', url, null);
      assert.equal(file.status, 200);
      assert.match(file.headers['content-disposition'] ?? '', /^attachment/);
      assert.equal(file.body.toString().trimEnd().split('\r\n').length, 10);
      assert.equal((await call(site(), 'GET', url, null)).status, 404);
      const tag = { range: 'bytes=1-', 'if-range': '""' };
      assert.equal((await call(site(), 'GET', url, null, undefined, tag)).status, 404);
      const wrong = await call(site(), 'POST', `/export/${ORDER}/tickets`, token, { ...request, columns: ['no'] });
      assert.equal(wrong.status, 400);
    });

    it('never appears in what the plugin itself logs', async () => {
      const logged: string[] = [];
      const { log } = site().strapi;
      const levels = ['error', 'warn', 'info', 'debug'] as const;
      const mocks = levels.map((level) =>
        mock.method(log, level, (...texts: unknown[]) => {
          logged.push(texts.map(String).join(' '));
          return log;
        }),
      );
      try {
        const url = await ticketOf(job.id);
        await call(site(), 'GET', url, null);
        await call(site(), 'GET', url, null);
        await withSetting(site(), 'streamStallTimeout', 1, () => ticketOf(job.id));
        const secret = url.split('/').at(-1) ?? '';
        const own = logged.filter((line) => line.includes('[export]'));
        assert.ok(!own.join('\n').includes(secret));
      } finally {
        for (const one of mocks) one.mock.restore();
      }
    });
  });

  describe('the log of downloads', () => {
    it('has a line for each, with address and user agent', async () => {
      const before = (await auditOf(site(), { jobId: job.id, event: 'downloaded' })).length;
      await download({ 'user-agent': 'tests/1.0' });
      await download({ range: 'bytes=0-9' });
      const lines = await auditOf(site(), { jobId: job.id, event: 'downloaded' });
      assert.equal(lines.length, before + 2);
      assert.equal(lines.at(-2)?.userAgent, 'tests/1.0');
      assert.ok(['127.0.0.1', '::ffff:127.0.0.1'].includes(lines.at(-2)?.ip ?? ''));
      assert.equal(Number(lines.at(-2)?.bytes), bytes.length);
      assert.equal(Number(lines.at(-1)?.bytes), 10);
      assert.equal(lines.at(-1)?.level, 'HIGH');
    });
  });

  describe('a file that is out of time', () => {
    it('is given out to nobody', async () => {
      await setJobs(site(), { documentId: job.id }, { expiresAt: new Date(Date.now() - 1_000) });
      const answer = await download();
      assert.equal(answer.status, 410);
      assert.equal(errorOf(answer).code, 'EXPORT_FILE_EXPIRED');
      assert.equal((await call(site(), 'POST', `/export/jobs/${job.id}/tickets`, token)).status, 410);
    });
  });
};
