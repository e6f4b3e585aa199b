import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Site } from '../../support/site';
import type { Entry } from '../entry';
import { createCalledRoutes, type MountedRoute } from '../support/called-routes';

const ROOT = path.resolve(__dirname, '../../..');
const PREFIXES = ['/export/', '/api/export/'];

const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const textsBelow = (folder: string): string =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => textOf(path.join(folder, name)))
    .join('\n');

interface Layer {
  readonly path: string;
  readonly methods: readonly string[];
}

/** What the site really answers in both contracts, the panel's and the content API's. */
const mountedRoutes = ({ strapi }: Site): MountedRoute[] =>
  (strapi.server.listRoutes() as Layer[]).flatMap((layer) => {
    const prefix = PREFIXES.find((one) => layer.path.startsWith(one));
    const methods = prefix === undefined ? [] : layer.methods.filter((method) => method !== 'HEAD');
    return methods.map((method) => ({ method, path: layer.path.slice((prefix?.length ?? 0) - 1) }));
  });

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** One entry for each thing that line B23 asks for of the tests themselves. */
export const testEntries: readonly Entry[] = [
  {
    id: 'B23',
    title: 'has a test that calls each endpoint of the running site',
    check: async (site) => {
      const routes = mountedRoutes(site);
      const isCalled = createCalledRoutes();
      assert.ok(routes.length > 40, `${routes.length} routes`);
      assert.equal(isCalled({ method: 'POST', path: '/jobs/:id/nothing' }), false);
      assert.equal(isCalled({ method: 'DELETE', path: '/exporters' }), false);
      assert.deepEqual(
        routes.filter((route) => !isCalled(route)),
        [],
      );
    },
  },
  {
    id: 'B23',
    title: 'has tests of each service, by its name or by an endpoint that is called',
    check: async (site) => {
      const names = Object.keys(site.strapi.plugin(PLUGIN_ID).services);
      const [tests, controllers] = [textsBelow('tests'), textsBelow('server/src/controllers')];
      const isTested = (name: string): boolean =>
        controllers.includes(`getService(strapi, '${name}')`) ||
        new RegExp(`\\bservice(<[^()]*>)?\\('${name}'\\)`).test(tests) ||
        new RegExp(`/(services|points)/${kebab(name)}'`).test(tests);
      assert.ok(names.length > 15, names.join(' '));
      assert.equal(isTested('nothing'), false);
      assert.deepEqual(
        names.filter((name) => !isTested(name)),
        [],
      );
    },
  },
  {
    id: 'B23',
    title: 'fails npm test below 80 % of the lines',
    check: async () => {
      const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
      assert.equal(scripts.test, 'node scripts/test.mjs');
      const runner = textOf('scripts/test.mjs');
      const [, floor] = /^const MIN_COVERAGE = (\d+);$/m.exec(runner) ?? [];
      assert.ok(Number(floor) >= 80, floor);
      assert.match(runner, /lines >= MIN_COVERAGE/);
    },
  },
];
