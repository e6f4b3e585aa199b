import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  createApiToken,
  ensureAdmin,
  ensureAdminRole,
  EXPORT_SCOPE,
  readAndExport,
} from '../../../playground/scripts/seed/people';
import { COUNTRY, HOMEPAGE, KITCHEN_ITEM, SITE_TYPES } from '../../../playground/scripts/seed/uids';
import type { ColumnNode, Exporter, ExporterDetails, ExporterList } from '../../../shared/contracts/exporters';
import { FORMATS } from '../../../shared/formats';
import { HOTEL, MAPPING, ORDER, SINK } from '../../support/content';
import { type Answer, errorOf, get, type Query } from '../../support/http';
import type { Site } from '../../support/site';

const ADMIN = 'admin@example.com';
const EDITOR = 'editor@example.com';
const COOK = 'cook@example.com';

/** Within what a request line may hold. */
const COLUMNS_AT_ONCE = 120;

interface ViewSettings {
  metadatas: Record<string, { edit: { label: string } }>;
  layouts: { list: string[] };
}

interface ContentManagerTypes {
  findConfiguration(model: unknown): Promise<ViewSettings>;
  updateConfiguration(model: unknown, configuration: ViewSettings): Promise<unknown>;
}

const parse = (answer: Answer): unknown => {
  assert.equal(answer.status, 200, answer.body.toString());
  return JSON.parse(answer.body.toString());
};
const listOf = (answer: Answer): ExporterList['data'] => (parse(answer) as ExporterList).data;
const detailsOf = (answer: Answer): ExporterDetails['data'] => (parse(answer) as ExporterDetails).data;

const refusal = (answer: Answer): unknown[] => {
  const { code, field, rule } = errorOf(answer);
  return [answer.status, code, field, rule].filter((part) => part !== undefined);
};

export const catalogueSuite = (site: () => Site): void => {
  const tokens = new Map<string, Promise<string>>();
  const asAdmin = async (email: string, route: string, query: Query = {}, method = 'GET'): Promise<Answer> => {
    const token = tokens.get(email) ?? site().adminToken(email);
    tokens.set(email, token);
    return get(site(), `/export${route}`, await token, { query, method });
  };

  const listed = async (email: string): Promise<readonly Exporter[]> => listOf(await asAdmin(email, '/exporters'));

  const columns = async (email: string, uid: string, path = ''): Promise<readonly ColumnNode[]> =>
    detailsOf(await asAdmin(email, `/exporters/${uid}`, path === '' ? {} : { path })).columns;

  const named = (nodes: readonly ColumnNode[], path: string): ColumnNode => {
    const node = nodes.find((one) => one.path === path);
    assert.ok(node, `${path} is not listed`);
    return node;
  };

  describe('the list of what can be exported', () => {
    it('holds every content type for a super admin, by label', async () => {
      const exporters = await listed(ADMIN);
      const labels = exporters.map(({ label }) => label);
      assert.deepEqual(
        labels,
        [...labels].sort((left, right) => left.localeCompare(right, 'en')),
      );
      const names = exporters.map(({ name }) => name);
      for (const uid of SITE_TYPES) assert.ok(names.includes(uid), uid);
      assert.ok(!names.some((name) => /^(?:admin|strapi)::|^plugin::upload/.test(name)), names.join());
      assert.equal(exporters.find(({ name }) => name === HOMEPAGE)?.kind, 'singleType');
      const sink = exporters.find(({ name }) => name === SINK);
      const facts = { kind: 'collectionType', hasDrafts: true, locales: null, formats: [...FORMATS], maxRows: null };
      const byItself = { contentType: SINK, filters: null, backgroundFrom: 5_000, defaults: {} };
      assert.deepEqual(sink, { name: SINK, label: 'Kitchen sink', ...facts, ...byItself });
    });

    it('holds what a role may read and export, in its locales', async () => {
      const [hotel, ...others] = await listed(EDITOR);
      assert.deepEqual([hotel?.name, [...(hotel?.locales ?? [])].sort(), others], [HOTEL, ['en', 'fr'], []]);
    });

    it('is not for keeping, and takes no parameters', async () => {
      const { headers } = await asAdmin(ADMIN, '/exporters');
      assert.equal(headers['cache-control'], 'private, no-store');
      const refused = await asAdmin(ADMIN, '/exporters', { path: 'name', sort: 'label' });
      assert.deepEqual(refusal(refused), [400, 'EXPORT_INVALID_REQUEST', 'path', 'unknown_key']);
      assert.match(refused.body.toString(), /"field":"sort"/);
    });
  });

  describe('the columns of an exporter', () => {
    before(async () => {
      const fields = ['a_string', 'seo.keywords.word', 'zone', 'cover', 'hotel', 'one_way_item', 'tagged_items'];
      const role = await ensureAdminRole(site().strapi, 'cook', [
        ...readAndExport(SINK, { properties: { fields: [...fields, 'subject', 'children'] } }),
        ...readAndExport(KITCHEN_ITEM),
      ]);
      await ensureAdmin(site().strapi, COOK, role);
    });

    /** Every node over at most so many hops, asking the route again where the tree says that there is more. */
    const everything = async (email: string, uid: string, hops: number): Promise<ColumnNode[]> => {
      const open = async (nodes: readonly ColumnNode[], left: number): Promise<ColumnNode[]> => {
        const all: ColumnNode[] = [];
        for (const node of nodes) {
          all.push(node);
          if (!node.hasChildren || left === 0) continue;
          all.push(...(await open(node.children ?? (await columns(email, uid, node.path)), left - 1)));
        }
        return all;
      };
      return open(await columns(email, uid), hops);
    };

    const plan = (email: string, uid: string, paths: readonly string[], method = 'HEAD'): Promise<Answer> =>
      asAdmin(email, `/${uid}/ndjson`, { columns: paths.join(',') }, method);

    for (const [email, uid, hops] of [
      [ADMIN, SINK, 1],
      [COOK, SINK, 1],
      [EDITOR, HOTEL, 2],
    ] as const) {
      it(`are those that an export of ${uid} takes from ${email}, and the locked ones those that it refuses`, async () => {
        const nodes = await everything(email, uid, hops);
        const isField = ({ kind }: ColumnNode): boolean => kind === 'field';
        const open = nodes.filter((node) => isField(node) && node.locked === null).map(({ path }) => path);
        for (let at = 0; at < open.length; at += COLUMNS_AT_ONCE) {
          const some = open.slice(at, at + COLUMNS_AT_ONCE);
          assert.equal((await plan(email, uid, some)).status, 200, some.join());
        }
        const closed = nodes.filter(({ locked }) => locked !== null);
        assert.ok(open.length > 10 && (email === ADMIN || closed.length > 3), `${open.length}, ${closed.length}`);
        for (const node of closed) {
          const path = isField(node) ? node.path : `${node.path}.id`;
          const answer = await plan(email, uid, [path], 'GET');
          assert.deepEqual(refusal(answer), [403, 'EXPORT_FIELD_FORBIDDEN', 'columns.0', 'not_readable'], path);
        }
      });
    }

    it('say by a flag which an export without a choice has', async () => {
      const { body: file } = await asAdmin(ADMIN, `/${HOTEL}/ndjson`, { sort: 'id:asc' });
      const first = JSON.parse(file.toString().split('\n')[0] ?? '') as object;
      const marked = (await columns(ADMIN, HOTEL)).filter(({ isDefault }) => isDefault).map(({ path }) => path);
      assert.deepEqual(marked, Object.keys(first));
    });

    it('do not hold what never leaves', async () => {
      const paths = (await columns(ADMIN, SINK)).map(({ path }) => path);
      for (const name of ['a_password', 'a_private_note', 'private_item']) assert.ok(!paths.includes(name), name);
      const keywords = await columns(ADMIN, SINK, 'seo.keywords');
      assert.ok(!keywords.some(({ path }) => path.endsWith('secret_score')));
      const user = 'plugin::users-permissions.user';
      const account = (await columns(ADMIN, user)).map(({ path }) => path);
      for (const name of ['password', 'resetPasswordToken']) assert.ok(!account.includes(name), name);
    });

    it('tell why one is locked', async () => {
      const root = await columns(COOK, SINK);
      const lock = (path: string): unknown => named(root, path).locked;
      const field = { reason: 'no-read-right', message: 'Your role may not read this field.' };
      assert.deepEqual(
        [lock('a_text'), lock('gallery'), lock('a_string'), lock('__status')],
        [field, field, null, null],
      );
      assert.deepEqual(lock('hotel'), { reason: 'no-read-right', message: 'Your role may not read Hotel.' });
      const component = { ...field, message: 'Your role may not read any field of this component.' };
      assert.deepEqual([lock('hours'), lock('seo')], [component, null]);
      const subjects = await columns(COOK, SINK, 'subject');
      assert.equal(named(subjects, `subject.${KITCHEN_ITEM}`).locked, null);
      assert.equal(named(subjects, `subject.${COUNTRY}`).locked?.reason, 'no-read-right');
    });

    it('have the choices for lists that an export takes', async () => {
      const root = await columns(ADMIN, SINK);
      assert.deepEqual(named(root, 'tagged_items').toMany, ['count']);
      assert.deepEqual(named(root, 'one_way_item').toMany, []);
      const data = detailsOf(await asAdmin(ADMIN, `/exporters/${SINK}`, { path: 'tagged_items' }));
      assert.deepEqual([data.name, data.path], [SINK, 'tagged_items']);
      const choices = named(data.columns, 'tagged_items.name').toMany;
      assert.deepEqual(choices, ['join', 'first', 'rows', 'sheet']);
      const asked = ['tagged_items:count', ...choices.map((choice) => `tagged_items.name:${choice}`)];
      for (const column of asked) {
        const answer = await asAdmin(ADMIN, `/${SINK}/xlsx`, { columns: column }, 'HEAD');
        assert.equal(answer.status, 200, column);
      }
    });

    it("have the labels and the order of the content manager's view", async () => {
      const { strapi } = site();
      const service = strapi.plugin('content-manager').service<ContentManagerTypes>('content-types');
      const model = strapi.contentType(HOTEL as never);
      const stored = await service.findConfiguration(model);
      const changed = structuredClone(stored);
      changed.layouts.list = ['stars', 'name'];
      (changed.metadatas.stars as { edit: { label: string } }).edit.label = 'How many stars';
      await service.updateConfiguration(model, changed);
      try {
        const [first, ...next] = await columns(EDITOR, HOTEL);
        assert.equal(first?.path, 'documentId');
        assert.deepEqual(
          next.slice(0, 2).map(({ path, label }) => [path, label]),
          [
            ['stars', 'How many stars'],
            ['name', 'name'],
          ],
        );
      } finally {
        await service.updateConfiguration(model, stored);
      }
    });

    it('are refused with a code where they cannot be listed', async () => {
      const of = async (email: string, uid: string, query: Query = {}): Promise<unknown[]> =>
        refusal(await asAdmin(email, `/exporters/${uid}`, query));
      for (const uid of ['api::nope.nope', 'csv', 'admin::user', 'shared.seo']) {
        assert.deepEqual(await of(ADMIN, uid), [404, 'EXPORT_UNKNOWN_EXPORTER', 'exporter', 'unknown_exporter'], uid);
      }
      assert.deepEqual(await of(EDITOR, ORDER), [403, 'EXPORT_FORBIDDEN', 'exporter', 'no_read_right']);
      const unknown = [400, 'EXPORT_UNKNOWN_COLUMN', 'path'];
      assert.deepEqual(await of(ADMIN, SINK, { path: 'nope' }), [...unknown, 'unknown_column']);
      assert.deepEqual(await of(ADMIN, SINK, { path: 'a_private_note' }), [...unknown, 'unknown_column']);
      assert.deepEqual(await of(ADMIN, SINK, { path: 'a_string' }), [...unknown, 'no_fields']);
      const forbidden = [403, 'EXPORT_FIELD_FORBIDDEN', 'path', 'not_readable'];
      assert.deepEqual(await of(COOK, SINK, { path: 'hotel' }), forbidden);
      assert.deepEqual(await of(COOK, SINK, { path: `subject.${COUNTRY}` }), forbidden);
      const invalid = [400, 'EXPORT_INVALID_REQUEST'];
      assert.deepEqual(await of(ADMIN, SINK, { depth: '2' }), [...invalid, 'depth', 'unknown_key']);
      assert.deepEqual(await of(ADMIN, SINK, { 'path[a]': 'city' }), [...invalid, 'path', 'invalid_type']);
      assert.deepEqual(await of(ADMIN, SINK, { path: 'x'.repeat(1_001) }), [...invalid, 'path', 'too_big']);
    });
  });

  describe('the catalogue of the content API', () => {
    const api = (token: string, route = '', query: Query = {}): Promise<Answer> =>
      get(site(), `/api/export/exporters${route}`, token, { query });
    const names = async (token: string): Promise<string[]> => listOf(await api(token)).map(({ name }) => name);
    const tokenFor = async (name: string, permissions?: readonly string[]): Promise<string> =>
      `Bearer ${await createApiToken(site().strapi, { name: `catalogue ${name}`, type: permissions ? 'custom' : 'read-only', ...(permissions && { permissions }) })}`;

    it('holds the types that the site has opened and the credential may find', async () => {
      assert.deepEqual((await names(await tokenFor('reader'))).sort(), [HOTEL, ORDER, MAPPING].sort());
      assert.deepEqual(await names(await tokenFor('hotels', [EXPORT_SCOPE, `${HOTEL}.find`])), [HOTEL]);
      assert.deepEqual(await names(await tokenFor('nothing', [EXPORT_SCOPE])), []);
      const endUser = await site().endUserToken('user@example.com');
      assert.deepEqual((await names(endUser)).sort(), [HOTEL, ORDER, MAPPING].sort());
    });

    it('locks relations to what the credential may not find', async () => {
      const token = await tokenFor('one type', [EXPORT_SCOPE, `${HOTEL}.find`]);
      const root = detailsOf(await api(token, `/${HOTEL}`)).columns;
      const { locked } = named(root, 'country');
      assert.deepEqual(locked, { reason: 'no-find-right', message: 'Your token may not find Country.' });
      assert.ok(!root.some(({ path }) => path === 'createdBy'));
      const answer = await api(token, `/${HOTEL}`, { path: 'country' });
      assert.deepEqual(refusal(answer), [403, 'EXPORT_FIELD_FORBIDDEN', 'path', 'not_readable']);
    });

    it('is closed as the exports are', async () => {
      const reader = await tokenFor('closed');
      const closed = [404, 'EXPORT_UNKNOWN_EXPORTER', 'exporter', 'not_open'];
      assert.deepEqual(refusal(await api(reader, `/${SINK}`)), closed);
      assert.equal((await api(await tokenFor('no scope', [`${HOTEL}.find`]))).status, 403);
      assert.equal((await api(await tokenFor('no scope either', [`${HOTEL}.find`]), `/${HOTEL}`)).status, 403);
      const scope = await tokenFor('no find', [EXPORT_SCOPE]);
      assert.deepEqual(refusal(await api(scope, `/${HOTEL}`)), [403, 'EXPORT_FORBIDDEN', 'exporter', 'no_find_right']);
    });

    it('needs no permission of its own', async () => {
      const service = site().strapi.plugin('users-permissions').service<{ getActions(): object }>('users-permissions');
      const actions = service.getActions() as Record<string, { controllers: Record<string, object> }>;
      const own = Object.entries(actions['plugin::content-export']?.controllers ?? {});
      assert.deepEqual(
        own.map(([controller, action]) => [controller, Object.keys(action)]),
        [['exports', ['find']]],
      );
      assert.equal((await api(await site().endUserToken('other@example.com'))).status, 200);
    });
  });
};
