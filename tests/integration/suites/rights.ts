import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  allowEndUsers,
  createApiToken,
  ensureAdmin,
  ensureAdminRole,
  EXPORT_SCOPE,
  readAndExport,
} from '../../../playground/scripts/seed/people';
import { FORMATS } from '../../../shared/formats';
import { HOTEL, ORDER, SINK } from '../../support/content';
import { errorOf, get, type Query } from '../../support/http';
import { readFile, type Table } from '../../support/read-file';
import { call } from '../../support/jobs';
import type { Site } from '../../support/site';

const READ = 'plugin::content-manager.explorer.read';
const EXPORT = 'plugin::content-export.export';
const EDITOR = 'editor@example.com';

const exportAs = async (site: Site, email: string, query: Query, uid = HOTEL): Promise<Table> => {
  const answer = await get(site, `/export/${uid}/ndjson`, await site.adminToken(email), { query });
  assert.equal(answer.status, 200, answer.body.toString());
  return readFile('ndjson', answer.body, []);
};

const refusal = async (site: Site, email: string, query: Query, uid = HOTEL): Promise<[number, string | undefined]> => {
  const answer = await get(site, `/export/${uid}/csv`, await site.adminToken(email), { query });
  return [answer.status, errorOf(answer).code];
};

interface Route {
  readonly method: string;
  readonly path: string;
}

const pluginRoutes = (site: Site): Route[] =>
  (site.strapi.server as unknown as { listRoutes(): { path: string; methods: string[] }[] })
    .listRoutes()
    .filter(({ path }) => /^(?:\/api)?\/export\//.test(path))
    .flatMap(({ path, methods }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => ({ method, path: path.replace(':exporter', HOTEL).replace(':format', 'no-format') })),
    );

/** The only route that asks for no credential: what it asks for is a ticket. */
const isTicket = ({ path }: Route): boolean => path.endsWith('/downloads/:ticket');

/** What an administrator without any right is told of the panel's routes that are about nothing but its own jobs. */
const OWN: ReadonlyMap<string, number> = new Map([
  ...['exporters', 'jobs', 'health', 'points', 'presets', 'schedules']
    .map((name) => `GET /export/${name}`)
    .map((route) => [route, 200] as const),
  ...['', '/download', '/manifest', '/history'].map((rest) => [`GET /export/jobs/:id${rest}`, 404] as const),
  ...['cancel', 'retry', 'rerun', 'tickets'].map((rest) => [`POST /export/jobs/:id/${rest}`, 404] as const),
  ['DELETE /export/jobs/:id', 404],
  // Without a body there is nothing that could be forbidden.
  ['POST /export/presets', 400],
  ['PUT /export/presets/:id', 400],
  ...['GET /export/presets/:id', 'DELETE /export/presets/:id', 'POST /export/presets/:id/run'].map(
    (route) => [route, 404] as const,
  ),
  ['GET /export/schedules/:id', 404],
]);

export const rightsSuite = (site: () => Site): void => {
  describe('every route of the plugin', () => {
    it('is one of those that are checked here', () => {
      const get = (path: string): string => `GET ${path}`;
      const post = (path: string): string => `POST ${path}`;
      const jobs = ['', '/:id', '/:id/download', '/:id/manifest', '/:id/history'].map((rest) => get(`/jobs${rest}`));
      const changes = ['cancel', 'retry', 'rerun', 'tickets'].map((rest) => post(`/jobs/:id/${rest}`));
      const streams = [...FORMATS, 'excel', 'no-format'].map((format) => get(`/${HOTEL}/${format}`));
      const asks = ['', '/background', '/estimate', '/preview', '/tickets'].map((rest) => post(`/${HOTEL}${rest}`));
      const others = ['/exporters', `/exporters/${HOTEL}`, '/downloads/:ticket', '/health', '/points'].map(get);
      const kept = ['/presets', '/schedules'].flatMap((path) => [
        ...[get(path), post(path), get(`${path}/:id`), post(`${path}/:id/run`)],
        ...[`PUT ${path}/:id`, `DELETE ${path}/:id`],
      ]);
      const pauses = ['pause', 'resume'].map((rest) => post(`/schedules/:id/${rest}`));
      const both = [...jobs, ...kept, ...pauses, ...changes, 'DELETE /jobs/:id', ...streams, ...asks, ...others];
      const expected = ['/api/export', '/export'].flatMap((prefix) =>
        both.map((route) => route.replace(' ', ` ${prefix}`)),
      );
      const found = pluginRoutes(site()).map(({ method, path }) => `${method} ${path}`);
      const accounts = '/export/points/accounts';
      const people = [get('/export/roles'), get('/export/recipients'), get('/export/settings')];
      const panel = [get('/export/audit'), get(accounts), get(`${accounts}/:owner`), ...people];
      const adjust = post(`${accounts}/:owner/adjustments`);
      assert.deepEqual(found.sort(), [...expected, ...panel, adjust].sort());
    });

    it('refuses an anonymous caller', async () => {
      for (const route of pluginRoutes(site())) {
        const { status } = await get(site(), route.path, null, { method: route.method });
        const isRefused = isTicket(route) ? status === 404 : status === 401 || status === 403;
        assert.ok(isRefused, `${route.method} ${route.path}: ${status}`);
      }
    });

    it('refuses a caller without rights', async () => {
      const role = await ensureAdminRole(site().strapi, 'nobody', []);
      await ensureAdmin(site().strapi, 'nobody@example.com', role);
      const admin = await site().adminToken('nobody@example.com');
      const token = await createApiToken(site().strapi, { name: 'nothing', type: 'custom', permissions: [] });
      for (const route of pluginRoutes(site()).filter((one) => !isTicket(one))) {
        const name = `${route.method} ${route.path}`;
        const credential = route.path.startsWith('/api') ? `Bearer ${token}` : admin;
        const isAsked = route.method === 'POST' && route.path.startsWith(`/export/${HOTEL}`);
        const answer = isAsked
          ? await call(site(), 'POST', route.path, credential, { format: 'csv' })
          : await get(site(), route.path.replace('no-format', 'csv'), credential, { method: route.method });
        assert.equal(answer.status, OWN.get(name) ?? 403, name);
        // A list of what one may export, or has exported, is empty, not forbidden.
        if (/GET .*(exporters|jobs|presets|schedules)$/.test(name) && answer.status === 200) {
          assert.deepEqual((JSON.parse(answer.body.toString()) as { data: unknown }).data, []);
        }
      }
    });
  });

  describe('an admin user with some fields', () => {
    it('gets these and no others by default', async () => {
      const { header, rows } = await exportAs(site(), EDITOR, { publication: 'published' });
      assert.ok(header.includes('name') && header.includes('documentId'));
      for (const hidden of ['email', 'phone', 'latitude']) assert.ok(!header.includes(hidden), hidden);
      assert.ok(rows.length > 0);
    });

    it('is refused others, as column, filter and sort, at every hop', async () => {
      const forbidden: [number, string] = [403, 'EXPORT_FIELD_FORBIDDEN'];
      for (const query of [
        { columns: 'name,email' },
        { columns: 'mappings.giata_code' },
        { filters: JSON.stringify({ email: { $startsWith: 'a' } }) },
        { filters: JSON.stringify({ $or: [{ name: 'x' }, { $not: { phone: '1' } }] }) },
        { filters: JSON.stringify({ mappings: { giata_code: { $notNull: true } } }) },
        { sort: 'phone:asc' },
      ]) {
        assert.deepEqual(await refusal(site(), EDITOR, query as unknown as Query), forbidden, JSON.stringify(query));
      }
    });

    it('is not told whether a component without readable fields is there', async () => {
      const permissions = readAndExport(SINK, { properties: { fields: ['a_string'] } });
      const role = await ensureAdminRole(site().strapi, 'string-only', permissions);
      await ensureAdmin(site().strapi, 'string@example.com', role);
      for (const query of [{ columns: 'seo.id' }, { filters: JSON.stringify({ seo: { id: { $notNull: true } } }) }]) {
        assert.deepEqual(await refusal(site(), 'string@example.com', query as unknown as Query, SINK), [
          403,
          'EXPORT_FIELD_FORBIDDEN',
        ]);
      }
    });

    it('finds nothing by searching for what is hidden', async () => {
      const hidden = await exportAs(site(), EDITOR, { search: 'hotel7@example.com' });
      assert.equal(hidden.rows.length, 0);
      const shown = await exportAs(site(), 'admin@example.com', { search: 'hotel7@example.com' });
      assert.equal(shown.rows.length, 1);
    });

    it('is refused content without a right', async () => {
      assert.deepEqual(await refusal(site(), EDITOR, {}, ORDER), [403, 'EXPORT_FORBIDDEN']);
    });

    it('needs the right to read and the right to export', async () => {
      for (const [code, action] of [
        ['reader', READ],
        ['exporter', EXPORT],
      ] as const) {
        const permission = { action, subject: ORDER, properties: { fields: ['item_name'] } };
        await ensureAdmin(
          site().strapi,
          `${code}@example.com`,
          await ensureAdminRole(site().strapi, code, [permission]),
        );
        assert.deepEqual(await refusal(site(), `${code}@example.com`, {}, ORDER), [403, 'EXPORT_FORBIDDEN'], code);
      }
    });
  });

  describe('an admin user with conditions', () => {
    before(async () => {
      const own = { properties: { fields: ['item_name'] }, conditions: ['admin::is-creator'] };
      const role = await ensureAdminRole(site().strapi, 'creator', readAndExport(ORDER, own));
      await ensureAdmin(site().strapi, 'creator@example.com', role);
      const french = { fields: ['name'], locales: ['fr'] };
      const frenchRole = await ensureAdminRole(site().strapi, 'french', readAndExport(HOTEL, { properties: french }));
      await ensureAdmin(site().strapi, 'french@example.com', frenchRole);
    });

    it('gets only the rows that meet them', async () => {
      assert.equal((await exportAs(site(), 'creator@example.com', {}, ORDER)).rows.length, 0);
      const creator = (await site()
        .strapi.db.query('admin::user')
        .findOne({ where: { email: 'creator@example.com' } })) as { id: number };
      const data = { item_name: 'Mine', account_id: 'acc-own', createdBy: creator.id };
      const orders = site().strapi.documents(ORDER as never);
      const { documentId } = await orders.create({ data } as never);
      const { rows, header } = await exportAs(site(), 'creator@example.com', {}, ORDER);
      // Later suites count the orders.
      await orders.delete({ documentId });
      assert.deepEqual(
        rows.map((row) => row[header.indexOf('item_name')]),
        ['Mine'],
      );
    });

    it('gets only the locales allowed', async () => {
      const refused = await refusal(site(), 'french@example.com', { locale: 'en' });
      assert.deepEqual(refused, [403, 'EXPORT_LOCALE_FORBIDDEN']);
      for (const query of [{ locale: 'fr' }, { locale: '*' }, {}]) {
        const { rows, header } = await exportAs(site(), 'french@example.com', query);
        assert.ok(
          rows.length > 0 && rows.every((row) => row[header.indexOf('locale')] === 'fr'),
          JSON.stringify(query),
        );
      }
    });
  });

  describe('private fields and passwords', () => {
    it('never leave, not even for a super admin, and are not admitted to exist', async () => {
      const { header } = await exportAs(site(), 'admin@example.com', {}, SINK);
      for (const name of ['a_password', 'a_private_note']) {
        assert.ok(name in site().strapi.contentType(SINK as never).attributes, `${name} is not in the schema`);
        assert.ok(!header.includes(name));
        assert.deepEqual(await refusal(site(), 'admin@example.com', { columns: name }, SINK), [
          400,
          'EXPORT_UNKNOWN_COLUMN',
        ]);
        const filters = JSON.stringify({ [name]: { $notNull: true } });
        assert.deepEqual(await refusal(site(), 'admin@example.com', { filters }, SINK), [400, 'EXPORT_INVALID_FILTER']);
        assert.deepEqual(await refusal(site(), 'admin@example.com', { sort: name }, SINK), [
          400,
          'EXPORT_INVALID_SORT',
        ]);
      }
    });
  });

  describe('the content API', () => {
    const api = async (token: string, uid: string, query: Query = {}): Promise<[number, string | undefined]> => {
      const answer = await get(site(), `/api/export/${uid}/csv`, token, { query });
      return [answer.status, answer.status === 200 ? undefined : errorOf(answer).code];
    };

    it('serves an end user what the role may find, published only', async () => {
      const token = await site().endUserToken('user@example.com');
      const answer = await get(site(), `/api/export/${HOTEL}/ndjson`, token, { query: { columns: 'publishedAt' } });
      const { rows } = await readFile('ndjson', answer.body, []);
      assert.ok(rows.length > 0 && rows.every(([publishedAt]) => publishedAt !== null));
    });

    it('serves only the types that the site has opened', async () => {
      const token = await createApiToken(site().strapi, { name: 'all', type: 'full-access' });
      assert.deepEqual(await api(`Bearer ${token}`, 'api::country.country'), [404, 'EXPORT_UNKNOWN_EXPORTER']);
      assert.deepEqual(await api(`Bearer ${token}`, HOTEL), [200, undefined]);
    });

    it("asks for the plugin's scope and the type's own find, at every hop", async () => {
      const { strapi } = site();
      const only = await createApiToken(strapi, { name: 'scope', type: 'custom', permissions: [EXPORT_SCOPE] });
      assert.deepEqual(await api(`Bearer ${only}`, HOTEL), [403, 'EXPORT_FORBIDDEN']);
      const find = await createApiToken(strapi, { name: 'find', type: 'custom', permissions: [`${HOTEL}.find`] });
      assert.equal((await api(`Bearer ${find}`, HOTEL))[0], 403);
      const permissions = [EXPORT_SCOPE, `${HOTEL}.find`];
      const both = await createApiToken(strapi, { name: 'both', type: 'custom', permissions });
      assert.deepEqual(await api(`Bearer ${both}`, HOTEL), [200, undefined]);
      const hop = { columns: 'name,country.code' };
      assert.deepEqual(await api(`Bearer ${both}`, HOTEL, hop), [403, 'EXPORT_FIELD_FORBIDDEN']);
      const filters = { filters: JSON.stringify({ country: { code: 'DE' } }) };
      assert.deepEqual(await api(`Bearer ${both}`, HOTEL, filters), [403, 'EXPORT_FIELD_FORBIDDEN']);
    });

    it('serves read-only tokens, which may do what is called find', async () => {
      const token = await createApiToken(site().strapi, { name: 'reader', type: 'read-only' });
      assert.deepEqual(await api(`Bearer ${token}`, HOTEL, { columns: 'name,country.code' }), [200, undefined]);
    });

    it('is closed to the public unless the site grants it', async () => {
      const before = await get(site(), `/api/export/${ORDER}/csv`, null);
      assert.equal(before.status, 403);
      await allowEndUsers(site().strapi, 'public', [EXPORT_SCOPE]);
      const without = await get(site(), `/api/export/${ORDER}/csv`, null);
      assert.deepEqual([without.status, errorOf(without).code], [403, 'EXPORT_FORBIDDEN']);
    });
  });
};
