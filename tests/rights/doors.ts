import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createApiToken, EXPORT_SCOPE } from '../../playground/scripts/seed/people';
import type { AccessService } from '../../server/src/services/access';
import type { RulesService } from '../../server/src/services/rules';
import type { Query } from '../support/http';
import { type Asking, asking, filters, FORBIDDEN, NOTHING_AT_ALL, outcome, textOf } from './asking';
import { UIDS } from './content';
import type { Stage } from './stage';
import type { Client } from './watch';

const PLUGIN = 'content-export';
const NOTHING_SECRET: ReadonlySet<string> = new Set();

/** The ways in: requests that no route sends, the content API, and the site's own rules. */
export const doorsSuite = (stage: () => Stage): void => {
  let to: Asking;
  const accessService = () => stage().site.strapi.plugin(PLUGIN).service<AccessService>('access');
  const codeOf = (work: () => unknown): string => {
    try {
      work();
      return 'allowed';
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  };

  before(() => {
    to = asking(stage());
  });

  describe('a call that does not come from a known way of signing in', () => {
    const user = { id: 1, email: 'admin@example.com' };
    const userAbility = { rulesFor: () => [{ inverted: false }] };
    const admin = { strategy: { name: 'admin' }, credentials: user };

    it('is refused by the panel without an ability, a user or a strategy', () => {
      const states: unknown[] = [
        ...[{}, { user }, { user, auth: admin }, { user, auth: admin, userAbility: null }],
        ...[
          { user, auth: admin, userAbility: {} },
          { user, auth: admin, userAbility: { rulesFor: true } },
        ],
        ...[
          { auth: admin, userAbility },
          { user, userAbility },
          { user, userAbility, auth: {} },
        ],
        ...['content-api-token', 'users-permissions', 'api-token', 'constructor', '__proto__', '', null, 0].map(
          (name) => ({ user, userAbility, auth: { strategy: { name } } }),
        ),
      ];
      for (const state of states) {
        const outcomeOf = codeOf(() => accessService().ofPanel({ state } as never));
        assert.equal(outcomeOf, 'EXPORT_FORBIDDEN', JSON.stringify(state));
      }
    });

    it('is refused by the content API without a known strategy', () => {
      const names = [undefined, 'admin', 'admin-token', 'data-transfer', 'constructor', '__proto__', '', null];
      for (const state of [{}, { auth: {} }, ...names.map((name) => ({ auth: { strategy: { name } } }))]) {
        const outcomeOf = codeOf(() => accessService().ofContentApi({ state } as never));
        assert.equal(outcomeOf, 'EXPORT_FORBIDDEN', JSON.stringify(state));
      }
    });

    it('gets no grant from an ability that allows nothing', async () => {
      const { engine } = stage().site.strapi.service('admin::permission') as unknown as {
        engine: { generateUserAbility(someone: object): Promise<object> };
      };
      const nobody = { id: 999_999, roles: [] };
      const ability = await engine.generateUserAbility(nobody);
      const state = { user: nobody, userAbility: ability, auth: admin };
      const access = accessService().ofPanel({ state } as never);
      for (const uid of Object.keys(stage().site.strapi.contentTypes).filter((one) => one !== 'admin::user')) {
        assert.ok((await access.grant(uid)) === null, uid);
      }
    });
  });

  describe('the content API', () => {
    let made = 0;
    const tokenClient = async (permissions: readonly string[]): Promise<Client> => {
      made += 1;
      const token = { name: `rights-${made}`, type: 'custom', permissions } as const;
      const authorization = `Bearer ${await createApiToken(stage().site.strapi, token)}`;
      return { code: token.name, prefix: '/api/export', authorization, secrets: NOTHING_SECRET };
    };

    it('opens nothing that the site has not', async () => {
      const authorization = `Bearer ${await createApiToken(stage().site.strapi, { name: 'rights-full', type: 'full-access' })}`;
      const client: Client = { code: 'rights-full', prefix: '/api/export', authorization, secrets: NOTHING_SECRET };
      const open = [UIDS.sink, UIDS.item, UIDS.hotel, 'api::order.order'];
      for (const uid of Object.keys(stage().site.strapi.contentTypes)) {
        const expected = open.includes(uid) ? '200' : '404 EXPORT_UNKNOWN_EXPORTER';
        assert.equal(await to.outcomeOf(client, uid, filters({ id: 1 })), expected, uid);
      }
    });

    it('shows published rows unless asked, and drafts never where a relation leads to them', async () => {
      const client = await tokenClient([EXPORT_SCOPE, `${UIDS.sink}.find`, `${UIDS.item}.find`]);
      const documents = stage().site.strapi.documents(UIDS.sink as never) as unknown as {
        create(params: object): Promise<{ documentId: string }>;
        delete(params: object): Promise<unknown>;
      };
      const { documentId } = await documents.create({ data: { a_string: 'cndraftonly' } });
      try {
        assert.deepEqual(await to.rowsOf(client, 'sink', filters({ a_string: 'cndraftonly' })), []);
        assert.deepEqual(await to.rowsOf(client, 'sink', { search: 'cndraftonly' }), []);
        const rows = await to.rowsOf(client, 'sink', { columns: 'publishedAt,children.publishedAt' });
        assert.ok(rows.length > 0 && !JSON.stringify(rows).includes('"publishedAt":null'));
      } finally {
        await documents.delete({ documentId });
      }
    });

    it('asks for the scope, and for the find of each type on the way', async () => {
      const scopeless = await tokenClient([`${UIDS.sink}.find`]);
      assert.equal((await stage().watch.ask(scopeless, `${UIDS.sink}/csv`)).status, 403);
      assert.equal(await to.outcomeOf(await tokenClient([EXPORT_SCOPE]), 'sink'), NOTHING_AT_ALL);
      const other = await tokenClient([EXPORT_SCOPE, `${UIDS.item}.find`, `${UIDS.sink}.findOne`]);
      assert.equal(await to.outcomeOf(other, 'sink'), NOTHING_AT_ALL);
      const sinks = await tokenClient([EXPORT_SCOPE, `${UIDS.sink}.find`]);
      await to.all(sinks, 'sink', FORBIDDEN, [
        { columns: 'shelf_item.name' },
        { columns: 'hours.item.name' },
        { columns: 'subject.api::kitchen-item.kitchen-item.name' },
        { columns: 'children.shelf_item.name' },
        { columns: 'tagged_items:count' },
        { sort: 'shelf_item.name' },
        filters({ shelf_item: { $notNull: true } }),
        filters({ hours: { item: { name: 'x' } } }),
      ]);
    });

    it('keeps the credentials of the panel apart from its own', async () => {
      const panel = await stage().panelClient('super');
      const swapped = await stage().watch.ask({ ...panel, prefix: '/api/export' }, `${UIDS.sink}/csv`);
      assert.equal(swapped.status, 401);
      const token = await tokenClient([EXPORT_SCOPE, `${UIDS.sink}.find`]);
      const onPanel = await stage().watch.ask({ ...token, prefix: '/export' }, `${UIDS.sink}/csv`);
      assert.equal(onPanel.status, 401);
      const endUser = { ...token, authorization: await stage().site.endUserToken('user@example.com') };
      assert.equal((await stage().watch.ask({ ...endUser, prefix: '/export' }, `${UIDS.sink}/csv`)).status, 401);
      assert.equal(outcome(await stage().watch.ask(endUser, `${UIDS.sink}/csv`)), NOTHING_AT_ALL);
    });
  });

  describe("a site's rule for a content type", () => {
    let isOn = false;
    let isRefused = false;

    before(() => {
      const rules = stage().site.strapi.plugin(PLUGIN).service<RulesService>('rules');
      rules.register(UIDS.item, {
        scope: () => {
          if (isRefused) return null;
          return isOn ? { name: { $eq: textOf('open', 'name') } } : {};
        },
        visibleTo: { quantity: ({ requester }) => !isOn || requester.kind === 'operator' },
      });
    });

    const withRule = async (work: () => Promise<void>): Promise<void> => {
      isOn = true;
      try {
        await work();
      } finally {
        isOn = false;
        isRefused = false;
      }
    };

    it('hides fields and rows at the root, and tells of neither', async () => {
      await withRule(async () => {
        const client = await stage().panelClient('super');
        assert.deepEqual(await to.rowsOf(client, 'item', { columns: 'name' }), [{ name: textOf('open', 'name') }]);
        await to.all(client, 'item', FORBIDDEN, [
          { columns: 'quantity' },
          { sort: 'quantity' },
          filters({ quantity: { $gt: 1 } }),
        ]);
        for (const search of [textOf('shut', 'name'), textOf('shut', 'quantity'), textOf('open', 'quantity')]) {
          assert.deepEqual(await to.rowsOf(client, 'item', { search }), []);
        }
        const answer = await to.ask(client, 'item', {}, 'json');
        assert.match(answer.body.toString(), /"leftOut":\[\{"key":"quantity"/);
        assert.ok(!answer.body.includes(textOf('open', 'quantity')) && !answer.body.includes(textOf('shut', 'name')));
      });
    });

    it('holds wherever a relation leads to the type, in the panel and in the content API', async () => {
      const permissions = [EXPORT_SCOPE, `${UIDS.sink}.find`, `${UIDS.item}.find`];
      const token = { name: 'rights-rules', type: 'custom', permissions } as const;
      const authorization = `Bearer ${await createApiToken(stage().site.strapi, token)}`;
      const api: Client = { code: token.name, prefix: '/api/export', authorization, secrets: NOTHING_SECRET };
      await withRule(async () => {
        for (const client of [await stage().panelClient('super'), api]) {
          const paths = ['shelf_item', 'hours.item', 'subject.api::kitchen-item.kitchen-item', 'parent.shelf_item'];
          const columns = paths.map((path): Query => ({ columns: `${path}.quantity` }));
          await to.all(client, 'sink', FORBIDDEN, [
            ...columns,
            { sort: 'shelf_item.quantity' },
            filters({ tagged_items: { quantity: { $notNull: true } } }),
          ]);
          const own = filters({ documentId: stage().written.documentIds.get('first') });
          const name = textOf('open', 'name');
          const [row] = await to.rowsOf(client, 'sink', { ...own, columns: 'tagged_items.name,owned_items:count' });
          assert.deepEqual(Object.values(row ?? {}), [[{ name }], 1]);
          const hidden = filters({ tagged_items: { name: textOf('shut', 'name') } });
          assert.deepEqual(await to.rowsOf(client, 'sink', hidden), []);
        }
      });
    });

    it('can refuse a type as a whole, as the root and at every relation', async () => {
      await withRule(async () => {
        isRefused = true;
        const client = await stage().panelClient('super');
        assert.equal(await to.outcomeOf(client, 'item'), NOTHING_AT_ALL);
        await to.all(client, 'sink', FORBIDDEN, [{ columns: 'shelf_item.id' }, filters({ shelf_item: { id: 1 } })]);
      });
      const client = await stage().panelClient('super');
      assert.equal(await to.outcomeOf(client, 'item'), '200');
    });
  });
};
