import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureAdminRole } from '../../../playground/scripts/seed/people';
import type { Preset } from '../../../shared/contracts/presets';
import { PRESET, PRESET_SHARE } from '../../../shared/uids';
import { HOTEL } from '../../support/content';
import { type Answer, errorOf } from '../../support/http';
import { auditOf, call, dataOf, until } from '../../support/jobs';
import type { Site } from '../../support/site';

const EDITOR_ROLE = 'export-editor';
const REQUEST = { format: 'csv', columns: ['ittid', 'name'], filters: { id: { $lt: 50 } } };

/** Requests that are kept under a name. */
export const presetsSuite = (site: () => Site): void => {
  let admin = '';
  let editor = '';
  let reader = '';
  before(async () => {
    admin = await site().adminToken('admin@example.com');
    editor = await site().adminToken('editor@example.com');
    reader = await site().endUserToken('user@example.com');
  });

  let made = 0;
  const bodyOf = (changes: object = {}) => {
    made += 1;
    return { name: `Preset ${made}`, exporter: HOTEL, request: REQUEST, ...changes };
  };
  const post = (token: string, body: object, prefix = '/export'): Promise<Answer> =>
    call(site(), 'POST', `${prefix}/presets`, token, body);
  const make = async (token: string, changes: object = {}): Promise<Preset> => {
    const answer = await post(token, bodyOf(changes));
    assert.equal(answer.status, 201, answer.body.toString());
    return dataOf<Preset>(answer);
  };
  const show = async (token: string, id: string): Promise<Preset> =>
    dataOf<Preset>(await call(site(), 'GET', `/export/presets/${id}`, token));
  const names = async (token: string, query = ''): Promise<string[]> =>
    dataOf<Preset[]>(await call(site(), 'GET', `/export/presets?pageSize=100${query}`, token)).map(({ name }) => name);

  describe('a preset', () => {
    it('keeps a request with its defaults, and is listed by name, page by page', async () => {
      const preset = await make(admin, { name: 'Zebra', description: 'All of them' });
      assert.deepEqual([preset.label, preset.isOwn, preset.problems], ['Hotel', true, []]);
      assert.equal(preset.request.timeZone, 'UTC');
      assert.deepEqual(await show(admin, preset.id), preset);
      await make(admin, { name: 'Aardvark' });
      const all = await names(admin);
      assert.deepEqual(all, [...all].sort());
      const first = await call(site(), 'GET', '/export/presets?pageSize=1', admin);
      const { data, meta } = JSON.parse(first.body.toString()) as {
        data: Preset[];
        meta: { pagination: { total: number } };
      };
      assert.deepEqual([data[0]?.name, data.length, meta.pagination.total], ['Aardvark', 1, all.length]);
      assert.deepEqual(await names(admin, '&exporter=api::order.order'), []);
    });

    it('is run as a job, as often as one likes', async () => {
      const { id } = await make(admin);
      const answer = await call(site(), 'POST', `/export/presets/${id}/run`, admin);
      assert.ok(answer.status === 202 || answer.status === 200, answer.body.toString());
      const job = await until(site(), dataOf<{ id: string }>(answer).id, admin);
      const estimate = await call(site(), 'POST', `/export/${HOTEL}/estimate`, admin, REQUEST);
      assert.deepEqual([job.status, job.rowsDone], ['completed', dataOf<{ rows: number }>(estimate).rows]);
      assert.ok(job.rowsDone > 0);
    });

    it('is nobody else’s, and does not exist for them', async () => {
      const { id, name } = await make(admin);
      for (const [method, route, body] of [
        ['GET', id, undefined],
        ['PUT', id, bodyOf()],
        ['DELETE', id, undefined],
        ['POST', `${id}/run`, undefined],
      ] as const) {
        const answer = await call(site(), method, `/export/presets/${route}`, editor, body);
        assert.deepEqual([answer.status, errorOf(answer).code], [404, 'EXPORT_PRESET_NOT_FOUND'], method);
      }
      assert.ok(!(await names(editor)).includes(name));
      assert.equal((await call(site(), 'GET', "/export/presets/x'y", admin)).status, 404);
    });

    it('is seen and run, and not changed, by the roles it is shared with, under their own rights', async () => {
      const { id } = await make(admin, { sharedWith: [EDITOR_ROLE] });
      const seen = await show(editor, id);
      assert.deepEqual([seen.isOwn, seen.owner.name, seen.problems], [false, 'admin@example.com', []]);
      assert.equal((await call(site(), 'POST', `/export/presets/${id}/run`, editor)).status, 202);
      for (const method of ['PUT', 'DELETE']) {
        const answer = await call(
          site(),
          method,
          `/export/presets/${id}`,
          editor,
          method === 'PUT' ? bodyOf() : undefined,
        );
        assert.deepEqual([answer.status, errorOf(answer).rule], [403, 'not_yours']);
      }
      // What the editor may not read stays so.
      const secret = await make(admin, {
        sharedWith: [EDITOR_ROLE],
        request: { ...REQUEST, columns: ['name', 'email'] },
      });
      const [problem] = (await show(editor, secret.id)).problems;
      assert.equal(problem?.field, 'columns.1');
      const run = await call(site(), 'POST', `/export/presets/${secret.id}/run`, editor);
      assert.deepEqual([run.status, errorOf(run).code], [403, 'EXPORT_FIELD_FORBIDDEN']);
      const logged = await auditOf(site(), { event: 'refused', code: 'EXPORT_FIELD_FORBIDDEN' });
      assert.equal(logged.at(-1)?.jobId, null, 'a preset is no job');
      // And no longer than it is shared.
      await call(site(), 'PUT', `/export/presets/${id}`, admin, bodyOf({ sharedWith: [] }));
      assert.equal((await call(site(), 'GET', `/export/presets/${id}`, editor)).status, 404);
    });

    it('is shared by whoever has the right to, with roles that exist', async () => {
      const unknown = await post(admin, bodyOf({ sharedWith: [EDITOR_ROLE, 'no-such-role'] }));
      assert.deepEqual([unknown.status, errorOf(unknown).field], [400, 'sharedWith.1']);
      const forbidden = await post(editor, bodyOf({ sharedWith: [EDITOR_ROLE] }));
      assert.deepEqual([forbidden.status, errorOf(forbidden).field], [403, 'sharedWith']);
    });

    it('has a name that no other of its owner has', async () => {
      const { id } = await make(admin, { name: 'Zürich' });
      for (const name of ['Zürich', ' zÜRICH ', 'Zu\u0308rich']) {
        const answer = await post(admin, bodyOf({ name }));
        const { field, rule } = errorOf(answer);
        assert.deepEqual([answer.status, field, rule], [400, 'name', 'taken'], name);
      }
      await make(editor, { name: 'Zürich' });
      const other = await make(admin);
      const renamed = await call(site(), 'PUT', `/export/presets/${other.id}`, admin, bodyOf({ name: 'ZÜRICH' }));
      assert.equal(errorOf(renamed).rule, 'taken');
      // Its own name is not another's.
      assert.equal((await call(site(), 'PUT', `/export/presets/${id}`, admin, bodyOf({ name: 'zürich' }))).status, 200);
    });

    it('is refused with the place in the body that is wrong', async () => {
      const cases: readonly (readonly [changes: object, status: number, field: string])[] = [
        [{ name: '  ' }, 400, 'name'],
        [{ name: 'x'.repeat(101) }, 400, 'name'],
        [{ request: undefined }, 400, 'request'],
        [{ color: 'red' }, 400, 'color'],
        [{ exporter: 'api::no.no' }, 404, 'exporter'],
        [{ request: { columns: ['name'] } }, 400, 'request.format'],
        [{ request: { ...REQUEST, columns: ['name', 'no_such'] } }, 400, 'request.columns.1'],
        [{ request: { ...REQUEST, filters: { no_such: 1 } } }, 400, 'request.filters.no_such'],
        [{ request: { ...REQUEST, timeZone: 'Mars/Olympus' } }, 400, 'request.timeZone'],
      ];
      for (const [changes, status, field] of cases) {
        const answer = await post(admin, bodyOf(changes));
        assert.deepEqual([answer.status, errorOf(answer).field], [status, field], JSON.stringify(changes));
      }
      assert.equal((await post(editor, bodyOf({ request: { ...REQUEST, columns: ['email'] } }))).status, 403);
    });

    it('tells what of it is not there any more', async () => {
      const { id } = await make(admin);
      const query = site().strapi.db.query(PRESET);
      const request = { ...REQUEST, exporter: HOTEL, columns: [{ path: 'name' }, { path: 'was_removed' }] };
      await query.update({ where: { documentId: id }, data: { request } });
      const [problem] = (await show(admin, id)).problems;
      assert.equal(problem?.field, 'columns.1');
      await query.update({ where: { documentId: id }, data: { exporter: 'api::was.removed' } });
      const { problems, label } = await show(admin, id);
      assert.deepEqual([problems[0]?.field, label], ['exporter', 'api::was.removed']);
    });

    it('is replaced, and deleted with all that was shared', async () => {
      const { id } = await make(admin, { sharedWith: [EDITOR_ROLE] });
      const answer = await call(site(), 'PUT', `/export/presets/${id}`, admin, {
        ...{
          name: 'Replaced',
          exporter: HOTEL,
          request: { format: 'json' },
          sharedWith: [EDITOR_ROLE, 'strapi-author'],
        },
      });
      const { name, request, sharedWith } = dataOf<Preset>(answer);
      assert.deepEqual([name, request.format, request.columns], ['Replaced', 'json', undefined]);
      assert.deepEqual(sharedWith, [EDITOR_ROLE, 'strapi-author']);
      assert.equal((await call(site(), 'DELETE', `/export/presets/${id}`, admin)).status, 204);
      assert.equal((await call(site(), 'GET', `/export/presets/${id}`, admin)).status, 404);
      assert.equal(
        await site()
          .strapi.db.query(PRESET_SHARE)
          .count({ where: { presetId: id } }),
        0,
      );
    });

    it('of an end user is theirs alone, in the contract it was made in', async () => {
      const answer = await post(reader, bodyOf({ name: 'Mine' }), '/api/export');
      assert.equal(answer.status, 201, answer.body.toString());
      const { id, owner } = dataOf<Preset>(answer);
      assert.equal(owner.kind, 'end-user');
      const others = await site().endUserToken('manager@example.com');
      assert.equal((await call(site(), 'GET', `/api/export/presets/${id}`, others)).status, 404);
      assert.equal((await call(site(), 'GET', `/export/presets/${id}`, admin)).status, 404);
      const run = await call(site(), 'POST', `/api/export/presets/${id}/run`, reader);
      assert.equal(run.status, 202, run.body.toString());
      const shared = await post(reader, bodyOf({ sharedWith: ['authenticated'] }), '/api/export');
      assert.equal(shared.status, 403);
      // 401 where nothing at all is open to the public.
      assert.ok([401, 403].includes((await call(site(), 'GET', '/api/export/presets', null)).status));
    });

    it('is not shown to a role that has lost it', async () => {
      const role = await ensureAdminRole(site().strapi, 'short-lived', []);
      const { id } = await make(admin, { sharedWith: ['short-lived'] });
      await site()
        .strapi.db.query('admin::role')
        .delete({ where: { id: role.id } });
      assert.deepEqual((await show(admin, id)).sharedWith, ['short-lived']);
      assert.equal((await call(site(), 'GET', `/export/presets/${id}`, editor)).status, 404);
    });
  });
};
