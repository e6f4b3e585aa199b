import assert from 'node:assert/strict';
import { PANEL_ROUTES, type Route, ROUTES } from '../../../server/src/routes/table';
import type { Job } from '../../../shared/contracts/jobs';
import { HOTEL } from '../../support/content';
import { type Answer, errorOf } from '../../support/http';
import { credentialCases } from '../../support/credential-cases';
import { auditOf, dataOf, submit, until } from '../../support/jobs';
import type { Site } from '../../support/site';
import type { Entry } from '../entry';
import { behindProxy, callFrom, ELSEWHERE, HERE, withAddresses } from '../support/network';

const API = '/api/export';
const CSV = `${API}/hotels/csv`;

/** An exporter with a list of its own, which has this machine alone. */
const LISTED = `${API}/supplier-summary`;

const manager = (site: Site): Promise<string> => site.endUserToken('manager@example.com');
const admin = (site: Site): Promise<string> => site.adminToken('admin@example.com');

const assertRefused = (answer: Answer, list: string, what = ''): void => {
  const { code, field, rule } = errorOf(answer);
  const expected = [403, 'EXPORT_ADDRESS_NOT_ALLOWED', 'address', `${list}_list`];
  assert.deepEqual([answer.status, code, field, rule], expected, `${what} ${answer.body.toString()}`);
};

/** Refusals in the log, by what was refused. */
const refusalsOf = async (site: Site, where: object) => {
  const lines = await auditOf(site, { event: 'refused', code: 'EXPORT_ADDRESS_NOT_ALLOWED', ...where });
  return lines.map(({ requester, exporter, jobId, ip }) => ({ requester, exporter, jobId, ip }));
};

/** A job of the listed exporter that is done. */
const finished = async (site: Site, token: string): Promise<Job> => {
  const { id } = await submit(site, 'supplier-summary', token, { format: 'csv' }, API);
  const job = await until(site, id, token, { prefix: API });
  assert.equal(job.status, 'completed', JSON.stringify(job.error));
  return job;
};

const ticketFor = async (site: Site, route: string, token: string, body?: object): Promise<string> => {
  const answer = await callFrom(HERE, site, `${route}/tickets`, { method: 'POST', token, ...(body && { body }) });
  assert.equal(answer.status, 201, answer.body.toString());
  return dataOf<{ url: string }>(answer).url;
};

/** Every route of a contract, with names and ids that are there. */
const addressesOf = (prefix: string, routes: readonly Route[], id: string) =>
  routes.map(({ method, path }) => ({
    method,
    route:
      prefix + path.replace(':exporter', 'hotels').replace(':id', id).replace(':format', 'pdf').replace(':owner', id),
  }));

/** One entry for each thing that line B5 asks for. */
export const networkEntries: readonly Entry[] = [
  {
    id: 'B5',
    title: 'refuses every route of both contracts from an address that is not on the list, and logs each refusal',
    check: async (site) => {
      const [own, other] = [await manager(site), await admin(site)];
      const { id } = await finished(site, own);
      const calls = [
        ...addressesOf(API, ROUTES, id).map((one) => ({ ...one, token: own })),
        ...addressesOf('/export', [...PANEL_ROUTES, ...ROUTES], id).map((one) => ({ ...one, token: other })),
      ];
      const before = (await refusalsOf(site, { ip: ELSEWHERE })).length;
      await withAddresses(site, { default: [HERE] }, async () => {
        for (const { route, method, token } of calls) {
          const body = method === 'POST' ? { body: { format: 'csv' } } : {};
          assertRefused(
            await callFrom(ELSEWHERE, site, route, { method, token, ...body }),
            'site',
            `${method} ${route}`,
          );
        }
        assert.equal((await callFrom(HERE, site, CSV, { token: own })).status, 200);
        assert.equal((await callFrom(HERE, site, '/export/jobs', { token: other })).status, 200);
      });
      const lines = await refusalsOf(site, { ip: ELSEWHERE });
      assert.equal(lines.length - before, calls.length);
      assert.ok(lines.every(({ requester }) => requester !== null));
      assert.equal((await callFrom(ELSEWHERE, site, CSV, { token: own })).status, 200);
    },
  },
  {
    id: 'B5',
    title: 'reads ranges of both families, and an IPv4 address within IPv6 as what it is',
    check: async (site) => {
      const token = await manager(site);
      const from = (address: string) => ({ token, headers: { 'x-forwarded-for': address } });
      await behindProxy(site, () =>
        withAddresses(site, { default: ['10.0.0.0/8', '2001:db8::/32'] }, async () => {
          for (const ip of ['10.200.0.1', '::ffff:10.0.0.1', '2001:DB8:0::7']) {
            assert.equal((await callFrom(HERE, site, CSV, from(ip))).status, 200, ip);
          }
          for (const ip of ['11.0.0.1', '::ffff:11.0.0.1', '2001:db9::7', '::1', 'unknown', '10.0.0.1:443']) {
            assertRefused(await callFrom(HERE, site, CSV, from(ip)), 'site', ip);
          }
        }),
      );
    },
  },
  {
    id: 'B5',
    title: 'uses the address that Strapi trusts: a header counts behind a proxy alone',
    check: async (site) => {
      const call = { token: await manager(site), headers: { 'x-forwarded-for': '10.0.0.1' } };
      await withAddresses(site, { default: ['10.0.0.0/8'] }, async () => {
        assertRefused(await callFrom(HERE, site, CSV, call), 'site');
        await behindProxy(site, async () => {
          assert.equal((await callFrom(HERE, site, CSV, call)).status, 200);
        });
      });
    },
  },
  {
    id: 'B5',
    title: 'limits those whose role has a list, in the panel and in the content API, and nobody else',
    check: async (site) => {
      const own = { token: await manager(site) };
      const other = { token: await admin(site) };
      const lists = { roles: { 'export-manager': [HERE], 'strapi-super-admin': ['192.0.2.0/24', ELSEWHERE] } };
      const panel = '/export/exporters';
      await withAddresses(site, lists, async () => {
        assert.equal((await callFrom(HERE, site, CSV, own)).status, 200);
        assertRefused(await callFrom(ELSEWHERE, site, CSV, own), 'roles');
        assert.equal((await callFrom(ELSEWHERE, site, panel, other)).status, 200);
        assertRefused(await callFrom(HERE, site, panel, other), 'roles');
        const free = { token: await site.endUserToken('user@example.com') };
        for (const address of [HERE, ELSEWHERE]) {
          assert.equal((await callFrom(address, site, `${API}/points`, free)).status, 200);
        }
      });
    },
  },
  {
    id: 'B5',
    title: "limits an admin token and its links as its owner's role is limited",
    check: async (site) => {
      const { adminToken } = credentialCases(() => site);
      const route = `/export/${HOTEL}`;
      const token = await adminToken().authorization();
      const link = await ticketFor(site, route, token, { format: 'csv' });
      await withAddresses(site, { roles: { 'strapi-super-admin': [HERE] } }, async () => {
        assertRefused(await callFrom(ELSEWHERE, site, `${route}/csv`, { token }), 'roles');
        assertRefused(await callFrom(ELSEWHERE, site, link), 'roles');
        assert.equal((await callFrom(HERE, site, `${route}/csv`, { token })).status, 200);
        assert.equal((await callFrom(HERE, site, link)).status, 200);
      });
    },
  },
  {
    id: 'B5',
    title: "refuses all that concerns an exporter from where the exporter's own list does not reach",
    check: async (site) => {
      const token = await manager(site);
      const { id } = await finished(site, token);
      const calls = [
        ...['/csv', '/xlsx'].map((path) => ['GET', LISTED + path] as const),
        ...['', '/background', '/estimate', '/preview', '/tickets'].map((path) => ['POST', LISTED + path] as const),
        ['GET', `${API}/exporters/supplier-summary`] as const,
        ...['', '/download', '/manifest'].map((path) => ['GET', `${API}/jobs/${id}${path}`] as const),
        ...['cancel', 'retry', 'rerun', 'tickets'].map((what) => ['POST', `${API}/jobs/${id}/${what}`] as const),
        ['DELETE', `${API}/jobs/${id}`] as const,
      ];
      for (const [method, route] of calls) {
        const body = method === 'POST' ? { body: { format: 'csv' } } : {};
        assertRefused(await callFrom(ELSEWHERE, site, route, { method, token, ...body }), 'exporter', route);
      }
      for (const route of [`${LISTED}/csv`, `${API}/jobs/${id}/download`]) {
        assert.equal((await callFrom(HERE, site, route, { token })).status, 200, route);
      }
      assert.equal((await callFrom(ELSEWHERE, site, CSV, { token })).status, 200);
      const lines = await refusalsOf(site, { jobId: id });
      assert.equal(lines.length, 8);
    },
  },
  {
    id: 'B5',
    title: 'asks of lists of the site, the role and the exporter that each has the address',
    check: async (site) => {
      const token = await manager(site);
      const lists = { default: [HERE, ELSEWHERE], roles: { 'export-manager': [HERE, ELSEWHERE] } };
      await withAddresses(site, lists, async () => {
        assert.equal((await callFrom(HERE, site, `${LISTED}/csv`, { token })).status, 200);
        assertRefused(await callFrom(ELSEWHERE, site, `${LISTED}/csv`, { token }), 'exporter');
      });
    },
  },
  {
    id: 'B5',
    title:
      "refuses a link that is followed from elsewhere, by the lists of the site, its owner's role and its exporter",
    check: async (site) => {
      const token = await manager(site);
      const { id } = await finished(site, token);
      const job = await ticketFor(site, `${API}/jobs/${id}`, token);
      const listed = await ticketFor(site, LISTED, token, { format: 'csv' });
      const free = await ticketFor(site, `${API}/hotels`, token, { format: 'csv' });
      for (const url of [job, listed]) assertRefused(await callFrom(ELSEWHERE, site, url), 'exporter', url);
      await withAddresses(site, { default: [HERE] }, async () => {
        for (const url of [job, listed, free]) assertRefused(await callFrom(ELSEWHERE, site, url), 'site', url);
      });
      await withAddresses(site, { roles: { 'export-manager': [HERE] } }, async () => {
        for (const url of [job, listed, free]) assertRefused(await callFrom(ELSEWHERE, site, url), 'roles', url);
        const lines = (await refusalsOf(site, { ip: ELSEWHERE })).slice(-3);
        assert.deepEqual(
          lines.map(({ exporter, jobId }) => [exporter, jobId]),
          [
            ['supplier-summary', id],
            ['supplier-summary', null],
            ['hotels', null],
          ],
        );
        assert.ok(lines.every(({ requester }) => requester?.startsWith('end-user:')));
      });
      // What was refused has not used them.
      for (const url of [job, listed]) assert.equal((await callFrom(HERE, site, url)).status, 200, url);
      assert.equal((await callFrom(ELSEWHERE, site, free)).status, 200);
    },
  },
  {
    id: 'B5',
    title: 'lets jobs run whose address was admitted when they were asked for',
    check: async (site) => {
      const token = await manager(site);
      await withAddresses(site, { default: [HERE] }, async () => {
        assert.equal((await finished(site, token)).status, 'completed');
      });
    },
  },
];
