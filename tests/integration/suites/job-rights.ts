import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { allowEndUsers, EXPORT_SCOPE } from '../../../playground/scripts/seed/people';
import type { Job } from '../../../shared/contracts/jobs';
import { isActive, type JobStatus } from '../../../shared/job-status';
import { HOTEL } from '../../support/content';
import { credentialCases, PERMITTED } from '../../support/credential-cases';
import { errorOf } from '../../support/http';
import { call, dataOf, partsOf, show, submit, until, withJobsHeld } from '../../support/jobs';
import { readFile } from '../../support/read-file';
import type { Site } from '../../support/site';

const FEW = { filters: { id: { $lt: 200 } } };

/** Also for those whose credential is not let in any more. */
const ended = async (site: Site, id: string): Promise<{ status: JobStatus | undefined; code: string | null }> => {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const job = await partsOf(site).store.byId(id);
    if (job !== null && !isActive(job.status)) return { status: job.status, code: job.errorCode };
    await sleep(50);
  }
  return { status: undefined, code: null };
};

export const jobRightsSuite = (site: () => Site): void => {
  const { adminSession, adminToken, apiToken, endUser } = credentialCases(site);
  const query = (uid: string) => site().strapi.db.query(uid);

  for (const make of [adminSession, adminToken, apiToken, endUser]) {
    const one = make();
    describe(`a job asked for by an ${one.name}`, () => {
      const request = { format: 'csv', ...FEW };
      let authorization = '';
      before(async () => {
        authorization = await one.authorization();
      });
      const ask = (body: object = request): Promise<Job> => submit(site(), HOTEL, authorization, body, one.prefix);
      const wait = (id: string): Promise<Job> => until(site(), id, authorization, { prefix: one.prefix });

      it('holds what this credential may export, and nothing else', async () => {
        const job = await wait((await ask()).id);
        assert.equal(job.status, 'completed', JSON.stringify(job.error));
        const file = await call(site(), 'GET', job.downloadUrl ?? '', authorization);
        const { header } = await readFile('csv', file.body, []);
        assert.equal(file.status, 200);
        for (const field of PERMITTED) assert.ok(header.includes(field), field);
        assert.equal(header.includes('email'), one.prefix === '/api/export');
        assert.equal(job.leftOut.includes('email'), one.prefix === '/export');
      });

      it('fails when its rights have become too narrow by the time it runs', async () => {
        const { id } = await withJobsHeld(site(), async () => {
          const job = await ask({ ...request, columns: ['name', 'city'] });
          await one.narrow();
          return job;
        });
        try {
          await ended(site(), id);
        } finally {
          await one.restore();
        }
        const job = await show(site(), id, authorization, one.prefix);
        assert.equal(job.status, 'failed');
        assert.match(job.error?.code ?? '', /^EXPORT_(FIELD_)?FORBIDDEN$/);
        assert.equal(job.attempt, 1, 'rights do not get better by trying again');
      });

      it('is not given out once its rights are others, by token or by ticket, and is again when they are back', async () => {
        const job = await wait((await ask({ ...request, columns: ['name', 'city'] })).id);
        const url = job.downloadUrl ?? '';
        const ticket = async () =>
          dataOf<{ url: string }>(await call(site(), 'POST', `${one.prefix}/jobs/${job.id}/tickets`, authorization))
            .url;
        const early = await ticket();
        await one.narrow();
        try {
          const answer = await call(site(), 'GET', url, authorization);
          assert.equal(answer.status, 403);
          if (one.name !== 'API token' && one.name !== 'end user') {
            assert.equal(errorOf(answer).code, 'EXPORT_RIGHTS_CHANGED');
          }
          const spent = await call(site(), 'GET', early, null);
          assert.equal(spent.status, 403);
          assert.equal(errorOf(spent).code, 'EXPORT_RIGHTS_CHANGED');
          const late = await call(site(), 'POST', `${one.prefix}/jobs/${job.id}/tickets`, authorization);
          assert.equal(late.status, 403);
        } finally {
          await one.restore();
        }
        assert.equal((await call(site(), 'GET', url, authorization)).status, 200);
        assert.equal((await call(site(), 'GET', await ticket(), null)).status, 200);
      });

      it('fails when the credential is gone by the time it runs, and its tickets open nothing', async () => {
        const done = await wait((await ask()).id);
        const { url } = dataOf<{ url: string }>(
          await call(site(), 'POST', `${one.prefix}/jobs/${done.id}/tickets`, authorization),
        );
        const { id } = await withJobsHeld(site(), async () => {
          const job = await ask();
          await one.revoke();
          return job;
        });
        const { status, code } = await ended(site(), id);
        assert.equal(status, 'failed');
        assert.equal(code, 'EXPORT_CREDENTIAL_GONE');
        const answer = await call(site(), 'GET', url, null);
        assert.equal(answer.status, 403);
        assert.equal(errorOf(answer).code, 'EXPORT_CREDENTIAL_GONE');
      });
    });
  }

  describe('jobs of a token', () => {
    it('are none of its owner, and the other way round', async () => {
      const token = await adminToken().authorization();
      const owner = await site().adminToken('admin@example.com');
      const ofToken = await submit(site(), HOTEL, token, { format: 'csv', columns: ['name'], ...FEW });
      const ofOwner = await submit(site(), HOTEL, owner, { format: 'csv', columns: ['name'], ...FEW });
      assert.notEqual(ofToken.id, ofOwner.id);
      await until(site(), ofToken.id, token);
      await until(site(), ofOwner.id, owner);
      const own = async (authorization: string): Promise<string[]> => {
        const { body } = await call(site(), 'GET', '/export/jobs?pageSize=100', authorization);
        return (JSON.parse(body.toString()) as { data: Job[] }).data.map(({ id }) => id);
      };
      assert.deepEqual(await own(token), [ofToken.id]);
      assert.ok(!(await own(owner)).includes(ofToken.id));
      assert.equal((await call(site(), 'GET', `/export/jobs/${ofOwner.id}`, token)).status, 404);
      assert.equal((await call(site(), 'GET', `/export/jobs/${ofOwner.id}/download`, token)).status, 404);
      assert.equal((await call(site(), 'GET', `/export/jobs/${ofToken.id}/download`, owner)).status, 404);
    });

    it('are those of nobody who has none: the public gets small files alone', async () => {
      await allowEndUsers(site().strapi, 'public', [EXPORT_SCOPE, `${HOTEL}.find`]);
      try {
        const small = await call(site(), 'POST', `/api/export/${HOTEL}`, null, {
          format: 'csv',
          columns: ['name'],
          ...FEW,
        });
        assert.equal(small.status, 200);
        for (const route of ['', '/tickets']) {
          const answer = await call(
            site(),
            'POST',
            `/api/export/${HOTEL}${route}`,
            null,
            { format: 'csv', ...FEW },
            { prefer: 'respond-async' },
          );
          assert.equal(answer.status, 403);
          assert.equal(errorOf(answer).rule, 'no_credential');
        }
      } finally {
        const role = (await query('plugin::users-permissions.role').findOne({ where: { type: 'public' } })) as {
          id: number;
        };
        await query('plugin::users-permissions.permission').deleteMany({ where: { role: role.id } });
      }
    });
  });
};
