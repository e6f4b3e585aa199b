import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import type { EstimateAnswer, Job, PreviewAnswer } from '../../../shared/contracts/jobs';
import { HOTEL, ORDER } from '../../support/content';
import { errorOf, get } from '../../support/http';
import { call, dataOf, until } from '../../support/jobs';
import { readFile } from '../../support/read-file';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';

const SMALL = { filters: { id: { $lt: 50 } }, columns: ['id', 'ebay_order_id'] };

/** Does something while everybody's patience is over as soon as it begins. @returns also how long it would have been */
const withoutPatience = async <T>(work: () => Promise<T>): Promise<{ result: T; patience: unknown[] }> => {
  const timeout = mock.method(AbortSignal, 'timeout', () => AbortSignal.abort());
  try {
    const result = await work();
    return { result, patience: timeout.mock.calls.map(({ arguments: [milliseconds] }) => milliseconds) };
  } finally {
    timeout.mock.restore();
  }
};

export const jobSubmissionsSuite = (site: () => Site): void => {
  let token = '';
  before(async () => {
    token = await site().adminToken('admin@example.com');
  });

  describe('a request by POST', () => {
    it('is answered with the file while it is small, and with a job from the threshold on', async () => {
      const answer = await call(site(), 'POST', `/export/${HOTEL}`, token, { format: 'csv', columns: ['name'] });
      assert.equal(answer.status, 200);
      assert.match(answer.headers['content-disposition'] ?? '', /hotels_.*\.csv/);
      await withSetting(site(), 'backgroundFrom', 49, async () => {
        const below = await call(site(), 'POST', `/export/${ORDER}`, token, {
          ...SMALL,
          filters: { id: { $lt: 49 } },
          format: 'csv',
        });
        assert.equal(below.status, 200);
        const from = await call(site(), 'POST', `/export/${ORDER}`, token, { ...SMALL, format: 'csv' });
        assert.equal(from.status, 202);
        const { id } = dataOf<Job>(from);
        assert.equal(from.headers.location, `/export/jobs/${id}`);
        assert.equal((await until(site(), id, token)).status, 'completed');
      });
    });

    it('is a job where the caller prefers so', async () => {
      const headers = { prefer: 'wait=5, respond-async' };
      const answer = await call(site(), 'POST', `/export/${ORDER}`, token, { ...SMALL, format: 'ndjson' }, headers);
      assert.equal(answer.status, 202);
      assert.equal(answer.headers['preference-applied'], 'respond-async');
      await until(site(), dataOf<Job>(answer).id, token);
    });

    it('for a background job is refused below the threshold, naming the stream', async () => {
      const answer = await call(site(), 'POST', `/export/${ORDER}/background`, token, { ...SMALL, format: 'csv' });
      assert.equal(answer.status, 400);
      assert.equal(errorOf(answer).code, 'EXPORT_TOO_FEW_ROWS');
      assert.match(errorOf(answer).message, /GET .*api::order\.order\/csv/);
    });

    it('that is wrong is refused before there is a job', async () => {
      const count = async () =>
        (await call(site(), 'GET', '/export/jobs', token)).body.toString().match(/"total":(\d+)/)?.[1];
      const jobs = await count();
      const prefer = { prefer: 'respond-async' };
      for (const [body, code, status] of [
        [{ format: 'pdf' }, 'EXPORT_INVALID_REQUEST', 400],
        [{}, 'EXPORT_INVALID_REQUEST', 400],
        [{ format: 'csv', columns: ['nothing'] }, 'EXPORT_UNKNOWN_COLUMN', 400],
        [{ format: 'csv', exporter: HOTEL }, 'EXPORT_INVALID_REQUEST', 400],
        [[], 'EXPORT_INVALID_REQUEST', 400],
        [{ format: 'csv', filters: { id: { $near: 1 } } }, 'EXPORT_INVALID_FILTER', 400],
      ] as const) {
        const answer = await call(site(), 'POST', `/export/${ORDER}`, token, body, prefer);
        assert.equal(answer.status, status, JSON.stringify(body));
        assert.equal(errorOf(answer).code, code);
      }
      const query = await call(site(), 'POST', `/export/${ORDER}?format=csv`, token, { format: 'csv' });
      assert.equal(errorOf(query).rule, 'unknown_key');
      const unknown = await call(site(), 'POST', '/export/jobs', token, { format: 'csv' });
      assert.equal(unknown.status, 404);
      assert.equal(await count(), jobs);
    });

    it('is a job where counting takes too long; it is not counted once more, and the job finds out', async () => {
      for (const [maxRows, status, code] of [
        [null, 'completed', undefined],
        [30, 'failed', 'EXPORT_TOO_MANY_ROWS'],
      ] as const) {
        await withSetting(site(), 'maxRows', maxRows, async () => {
          const body = { ...SMALL, format: 'json' };
          const ask = () => call(site(), 'POST', `/export/${ORDER}`, token, body);
          const { result: answer, patience } = await withoutPatience(ask);
          assert.equal(answer.status, 202, answer.body.toString());
          assert.deepEqual(patience, [15_000]);
          const job = await until(site(), dataOf<Job>(answer).id, token);
          assert.equal(job.status, status);
          assert.equal(job.error?.code, code);
        });
      }
    });

    it('of more rows than allowed is refused at once', async () => {
      await withSetting(site(), 'maxRows', 30, async () => {
        const answer = await call(
          site(),
          'POST',
          `/export/${ORDER}`,
          token,
          { ...SMALL, format: 'csv' },
          { prefer: 'respond-async' },
        );
        assert.equal(answer.status, 400);
        assert.equal(errorOf(answer).code, 'EXPORT_TOO_MANY_ROWS');
      });
    });
  });

  describe('before an export is begun', () => {
    it('an estimate counts, sizes and says what is left out', async () => {
      const { data } = JSON.parse(
        (await call(site(), 'POST', `/export/${ORDER}/estimate`, token, { format: 'csv' })).body.toString(),
      ) as EstimateAnswer;
      assert.equal(data.rows, 100_000);
      assert.equal(data.mode, 'background');
      const file = await get(site(), `/export/${ORDER}/csv`, token);
      assert.ok(Math.abs((data.bytes ?? 0) / file.body.length - 1) < 0.1, `${data.bytes} of ${file.body.length}`);
      const editor = await site().adminToken('editor@example.com');
      const own = await call(site(), 'POST', `/export/${HOTEL}/estimate`, editor, { format: 'csv' });
      assert.ok(dataOf<EstimateAnswer['data']>(own).leftOut.includes('email'));
      assert.equal((await call(site(), 'POST', `/export/${ORDER}/estimate`, editor, { format: 'csv' })).status, 403);
    });

    it('estimates and previews give up when the database takes too long for somebody who waits', async () => {
      for (const what of ['estimate', 'preview']) {
        const ask = () => call(site(), 'POST', `/export/${ORDER}/${what}`, token, { ...SMALL, format: 'csv' });
        const { result: answer, patience } = await withoutPatience(ask);
        assert.equal(answer.status, 503, what);
        assert.equal(errorOf(answer).code, 'EXPORT_SAMPLE_TOO_SLOW');
        assert.deepEqual(patience, [60_000]);
        assert.equal((await ask()).status, 200, `${what}: nothing is held by what was given up`);
      }
    });

    it('a preview shows the first rows as the file will', async () => {
      const request = { format: 'csv', columns: ['id', 'sale_date', 'item_name'], sort: ['id:desc'] };
      const answer = await call(site(), 'POST', `/export/${ORDER}/preview?rows=3`, token, request);
      const { rows, columns } = dataOf<PreviewAnswer['data']>(answer);
      assert.deepEqual(
        columns.map(({ key }) => key),
        request.columns,
      );
      const query = { columns: request.columns.join(','), sort: 'id:desc', formulaGuard: 'false' };
      const file = await readFile('csv', (await get(site(), `/export/${ORDER}/csv`, token, { query })).body, []);
      assert.deepEqual(
        rows.map((row) => row.map((cell) => cell ?? '')),
        file.rows.slice(0, 3),
      );
      assert.equal((await call(site(), 'POST', `/export/${ORDER}/preview?rows=1000`, token, request)).status, 400);
    });

    it('a preview tells which values the file would have changed', async () => {
      const preview = async (more: object): Promise<PreviewAnswer['data']> => {
        const request = { columns: ['description', 'ittid', 'contacts.name'], sort: ['ittid:asc'], ...more };
        return dataOf(await call(site(), 'POST', `/export/${HOTEL}/preview?rows=10`, token, request));
      };
      const { rows, changes } = await preview({ format: 'csv' });
      const formulas = rows.flatMap(([text], row) => (text?.startsWith('=') === true ? [row] : []));
      assert.ok(formulas.length > 0, 'the seed has hotels whose description is a formula');
      for (const row of formulas) {
        const found = changes.filter((change) => change.row === row);
        assert.deepEqual(found, [{ row, column: 0, kind: 'formulas-neutralised' }]);
      }
      assert.ok(changes.every(({ column }) => column !== 1));
      for (const more of [{ format: 'csv', formulaGuard: false }, { format: 'xlsx' }, { format: 'json' }]) {
        const other = await preview(more);
        assert.deepEqual(other.changes, [], JSON.stringify(more));
        assert.deepEqual(other.rows, rows);
      }
    });
  });
};
