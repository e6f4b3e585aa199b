import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ColumnNode, ToManyChoice } from '../../../shared/contracts/exporters';
import type { Access } from '../../../server/src/access/access';
import { attributeOf, type Model } from '../../../server/src/access/schema';
import { ExportError } from '../../../server/src/errors/export-error';
import { listColumns } from '../../../server/src/plan/catalogue';
import { compileColumns, type ColumnsInput } from '../../../server/src/plan/columns';
import { defaultColumns } from '../../../server/src/plan/default-columns';
import type { Place } from '../../../server/src/plan/hop';
import type { View, Views } from '../../../server/src/plan/view';
import type { ToMany } from '../../../server/src/request/schema';
import { ACCESSES, api, BOOK, CITY, panel, schema, VAULT } from './catalogue-site';

const NO_VIEW: View = { labels: new Map(), order: [] };
const noViews: Views = () => Promise.resolve(NO_VIEW);

const placeOf = async (access: Access, uid = BOOK): Promise<Place> => {
  const model = schema.model(uid);
  const grant = await access.grant(uid);
  assert.ok(model !== undefined && grant !== null);
  return { model, grant, prefix: '' };
};

const list = async (access: Access, path = '', views = noViews): Promise<readonly ColumnNode[]> =>
  listColumns({ rights: { schema, access }, place: await placeOf(access), views, path });

/** Every node over at most so many hops, asking again where the tree says that there is more. */
const everything = async (access: Access, hops: number, path = ''): Promise<ColumnNode[]> => {
  const open = async (nodes: readonly ColumnNode[], left: number): Promise<ColumnNode[]> => {
    const nested = nodes.map(async (node): Promise<ColumnNode[]> => {
      assert.equal(node.children !== null && node.children.length > 0, node.hasChildren && node.children !== null);
      if (!node.hasChildren || left === 0) return [node];
      return [node, ...(await open(node.children ?? (await list(access, node.path)), left - 1))];
    });
    return (await Promise.all(nested)).flat();
  };
  return open(await list(access, path), hops);
};

/** Every path over at most so many hops that the schema could have, whoever may read it. */
const candidates = (model: Model, hops: number, prefix = ''): string[] => {
  const leaves = ['id', 'documentId', 'displayName', '__status', '__publication', '__type', '__component', 'nope'];
  const names = Object.keys(model.attributes);
  const below = (uid: string | undefined, path: string, left: number): string[] => {
    const target = schema.model(uid ?? '');
    return target === undefined || left < 0 ? [] : candidates(target, left, `${path}.`);
  };
  const nested = names.flatMap((name): string[] => {
    const { type, component, components, target, relation } = attributeOf(model, name) ?? { type: '' };
    const path = prefix + name;
    const uids = components ?? (relation?.startsWith('morph') === true ? schema.contentTypes() : []);
    return [
      ...below(type === 'media' ? 'plugin::upload.file' : (component ?? target), path, hops - 1),
      ...(uids.length > 0 && hops > 0 ? [`${path}.__type`, `${path}.__component`] : []),
      ...uids.flatMap((uid) => below(uid, `${path}.${uid}`, hops - 2)),
    ];
  });
  return [...[...leaves, ...names].map((name) => prefix + name), ...nested];
};

const outcome = async (access: Access, path: string, toMany?: ToMany): Promise<string> => {
  const column = { path, ...(toMany && { toMany }) };
  const input: Omit<ColumnsInput, 'columns'> = {
    ...{
      rights: { schema, access },
      place: await placeOf(access),
      request: { format: 'xlsx' },
      rowKeys: [{ path: 'documentId' }],
      views: null,
    },
  };
  try {
    const { columns, sheets } = await compileColumns({ ...input, columns: [column] });
    return (
      [...columns, ...sheets.flatMap((sheet) => sheet.columns)].find(({ key }) => key.startsWith(path))?.type ?? ''
    );
  } catch (error) {
    assert.ok(error instanceof ExportError, String(error));
    return error.code;
  }
};

const CHOICES: readonly ToManyChoice[] = ['join', 'count', 'first', 'rows', 'sheet'];
const isRefused = (result: string): boolean => result.startsWith('EXPORT_');
const named = (nodes: readonly ColumnNode[], path: string): ColumnNode => {
  const node = nodes.find((one) => one.path === path);
  assert.ok(node, `${path} is not listed`);
  return node;
};

describe('the catalogue says what the planner does', () => {
  for (const [caller, access] of ACCESSES) {
    it(`to ${caller}: what is listed and not locked is taken, and nothing else is`, async () => {
      const nodes = await everything(access, 3);
      assert.equal(new Set(nodes.map(({ path }) => path)).size, nodes.length);
      const offered = nodes.filter(({ kind, locked }) => kind === 'field' && locked === null);
      for (const { path, type } of offered) assert.equal(await outcome(access, path), type, path);
      const taken: string[] = [];
      for (const path of new Set(candidates(schema.model(BOOK) as Model, 3)))
        if (!isRefused(await outcome(access, path))) taken.push(path);
      assert.deepEqual(offered.map(({ path }) => path).sort(), taken.sort());
    });

    it(`to ${caller}: what is locked is refused as forbidden`, async () => {
      for (const { path, kind, locked } of await everything(access, 3)) {
        if (locked === null) continue;
        const inner = kind === 'field' ? path : `${path}.id`;
        assert.equal(await outcome(access, inner), 'EXPORT_FIELD_FORBIDDEN', inner);
        if (kind !== 'field') await assert.rejects(list(access, path), { code: 'EXPORT_FIELD_FORBIDDEN' }, path);
      }
    });

    it(`to ${caller}: the choices for lists are those that are taken`, async () => {
      for (const { path, locked, toMany } of await everything(access, 3)) {
        if (locked !== null || /\.__(?:type|component)$/.test(path)) continue;
        for (const choice of CHOICES) {
          const isTaken = !isRefused(await outcome(access, path, choice));
          assert.equal(toMany.includes(choice), isTaken, `${path}:${choice}`);
        }
      }
    });

    it(`to ${caller}: default columns are those of an export that names none`, async () => {
      const { requests } = defaultColumns(schema, await placeOf(access), NO_VIEW);
      const marked = (await everything(access, 3)).filter(({ isDefault }) => isDefault).map(({ path }) => path);
      assert.deepEqual(
        marked,
        requests.map(({ path }) => path),
      );
    });
  }
});

describe('the catalogue', () => {
  const all = ACCESSES.get('a super admin') as Access;

  it('tells every kind of step, with components inline and relations on request', async () => {
    const root = await list(all);
    const summary = (paths: readonly string[]): unknown[] =>
      paths.map((path) => {
        const { kind, type, many, hasChildren, children } = named(root, path);
        return [path, kind, type, many, hasChildren, children?.map((child) => child.path) ?? null];
      });
    assert.deepEqual(
      summary(['pages', 'city', 'cities', 'cover', 'scans', 'subjects', 'chapters', 'zone', '__status']),
      [
        ['pages', 'field', 'integer', false, false, null],
        ['city', 'relation', null, false, true, null],
        ['cities', 'relation', null, true, true, null],
        ['cover', 'media', null, false, true, null],
        ['scans', 'media', null, true, true, null],
        ['subjects', 'relation', null, true, true, null],
        ['chapters', 'component', null, true, true, ['chapters.id', 'chapters.number', 'chapters.seo']],
        ['zone', 'zone', null, true, true, ['zone.__component', 'zone.blocks.quote', 'zone.shared.seo']],
        ['__status', 'field', 'text', false, false, null],
      ],
    );
    const quote = named(named(root, 'zone').children ?? [], 'zone.blocks.quote');
    assert.deepEqual([quote.kind, quote.label, quote.toMany], ['variant', 'Quote', []]);
    assert.deepEqual(
      quote.children?.map(({ path }) => path),
      ['id', 'words', 'author'].map((name) => `${quote.path}.${name}`),
    );
  });

  it('reads on below a path, through variants too', async () => {
    const paths = async (path: string): Promise<string[]> => (await list(all, path)).map((node) => node.path);
    const city = ['documentId', 'id', 'name', 'mayor', 'books', 'createdAt', 'publishedAt', 'createdBy', 'locale'];
    assert.deepEqual(
      await paths('city'),
      city.map((name) => `city.${name}`),
    );
    assert.deepEqual(
      await paths('createdBy'),
      ['id', 'firstname', 'lastname', 'username', 'displayName'].map((name) => `createdBy.${name}`),
    );
    const kinds = ['__type', BOOK, CITY, VAULT].map((name) => `subject.${name}`);
    assert.deepEqual(await paths('subject'), kinds);
    assert.deepEqual(
      await paths(`subject.${CITY}`),
      city.map((name) => `subject.${CITY}.${name}`),
    );
    assert.ok((await paths('zone.shared.seo.links')).includes('zone.shared.seo.links.city'));
    assert.ok((await paths('sequel')).every((path) => !path.includes('__')));
  });

  it('does not admit what never leaves to exist', async () => {
    const paths = (await list(all)).map(({ path }) => path);
    for (const name of ['key', 'note', 'odd', 'lost', 'hidden', 'concealed', 'unheld', 'secretive']) {
      assert.ok(!paths.includes(name), name);
      await assert.rejects(list(all, name), { code: 'EXPORT_UNKNOWN_COLUMN' }, name);
    }
    assert.ok(!(await list(api([BOOK]))).some(({ path }) => path === 'createdBy'));
  });

  it('refuses paths that lead nowhere, in the words of the planner', async () => {
    const paths = [
      'nope',
      'constructor',
      '__proto__',
      'title',
      'city.name',
      'city.',
      '.',
      'zone.blocks',
      'zone.__component',
    ];
    for (const path of [
      ...paths,
      'zone.blocks.gone',
      'subject.api::gone.gone',
      'subject.shared.seo',
      'city.__status',
    ]) {
      await assert.rejects(list(all, path), { code: 'EXPORT_UNKNOWN_COLUMN' }, path);
    }
  });

  it('ends where the planner does', async () => {
    const deep = Array<string>(7).fill('sequel').join('.');
    const last = await list(all, deep);
    assert.equal(named(last, `${deep}.city`).hasChildren, true);
    const end = `${deep}.sequel`;
    const leaves = await list(all, end);
    assert.equal(await outcome(all, named(leaves, `${end}.title`).path), 'text');
    assert.equal(await outcome(all, `${end}.city.name`), 'EXPORT_UNKNOWN_COLUMN');
    assert.equal(await outcome(all, `${end}.cities`, 'count'), 'EXPORT_UNKNOWN_COLUMN');
    assert.ok(!leaves.some(({ path }) => path === `${end}.city` || path === `${end}.cities`));
    await assert.rejects(list(all, `${end}.cities`), { code: 'EXPORT_UNKNOWN_COLUMN' });
  });

  it('says why what is locked is so', async () => {
    const lockOf = async (access: Access, path: string): Promise<unknown> => {
      const at = path.lastIndexOf('.');
      const { reason, message } = named(await list(access, at < 0 ? '' : path.slice(0, at)), path).locked ?? {};
      return [reason, message];
    };
    const reader = panel({ [BOOK]: null, [CITY]: null }, { [BOOK]: ['title', 'city', 'subject'] });
    const some = panel({ [BOOK]: ['title', 'vault', 'subjects'] }, undefined, 'admin-token');
    const ruled = ACCESSES.get('an API token on a site with rules') as Access;
    assert.deepEqual(await lockOf(reader, 'pages'), ['no-export-right', 'Your role may not export this field.']);
    assert.deepEqual(await lockOf(reader, 'city'), ['no-export-right', 'Your role may not export City.']);
    assert.deepEqual(await lockOf(reader, 'seo'), [
      'no-export-right',
      'Your role may not export any field of this component.',
    ]);
    assert.deepEqual(await lockOf(some, 'pages'), ['no-read-right', 'Your token may not read this field.']);
    assert.deepEqual(await lockOf(some, 'vault'), ['no-read-right', 'Your token may not read Vault.']);
    assert.deepEqual(await lockOf(some, 'cover'), ['no-read-right', 'Your token may not read this field.']);
    assert.deepEqual(await lockOf(api([BOOK], 'end-user'), 'city'), ['no-find-right', 'Your role may not find City.']);
    assert.deepEqual(await lockOf(ruled, 'title'), [
      'site-rule',
      'A rule of this site does not let you export this field.',
    ]);
    assert.deepEqual(await lockOf(ruled, '__status'), await lockOf(ruled, 'title'));
    assert.deepEqual(await lockOf(ruled, 'vault'), ['site-rule', 'A rule of this site does not let you export Vault.']);
    const variants = await list(reader, 'subject');
    assert.equal(named(variants, `subject.${CITY}`).locked?.message, 'Your role may not export City.');
    assert.equal(named(variants, `subject.${BOOK}`).locked, null);
  });

  it("has the labels and the order of the content manager's view, and reads each view once", async () => {
    const asked: string[] = [];
    const views: Views = (uid) => {
      asked.push(uid);
      if (uid !== BOOK) return Promise.resolve({ labels: new Map([['title', 'Meta title']]), order: ['links', 'id'] });
      const labels = new Map([
        ['pages', 'Number of pages'],
        ['seo', 'Search engines'],
      ]);
      return Promise.resolve({ labels, order: ['id', 'seo', 'pages', 'gone', 'title'] });
    };
    const root = await list(all, '', views);
    assert.deepEqual(
      root.slice(0, 6).map(({ path, label }) => `${path} ${label}`),
      [
        ...[
          'documentId documentId',
          'id id',
          'seo Search engines',
          'pages Number of pages',
          'title title',
          'facts facts',
        ],
      ],
    );
    const seo = named(root, 'seo').children ?? [];
    const seoLabels = seo.map(({ label }) => label);
    assert.deepEqual(seoLabels, ['links', 'id', 'Meta title', 'image']);
    assert.equal(new Set(asked).size, asked.length);
    const [status, version] = root.slice(-2).map(({ label }) => label);
    assert.deepEqual([status, version], ['status', 'version']);
    const { requests } = defaultColumns(schema, await placeOf(all), await views(BOOK));
    assert.deepEqual(
      root.filter(({ isDefault }) => isDefault).map(({ path }) => path),
      requests.map(({ path }) => path),
    );
  });
});
