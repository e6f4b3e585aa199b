import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { checkOpenedTypes } from '../../../server/src/services/opened-types';
import { HOTEL } from '../../support/content';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';

interface Route {
  readonly handler: string;
  config: { policies?: unknown[] };
}

const findRoute = ({ strapi }: Site): Route => {
  const routers = Object.values(strapi.api('hotel').routes as unknown as Record<string, { routes: Route[] }>);
  const route = routers.flatMap(({ routes }) => routes).find(({ handler }) => handler.endsWith('.find'));
  if (route === undefined) throw new Error('Hotels have no find route.');
  return route;
};

const warningsAtBoot = (site: Site): string[] => {
  const warn = mock.method(site.strapi.log, 'warn', () => site.strapi.log);
  try {
    checkOpenedTypes(site.strapi);
    return warn.mock.calls.map(({ arguments: [message] }) => message as unknown as string);
  } finally {
    warn.mock.restore();
  }
};

export const configurationSuite = (site: () => Site): void => {
  describe('a content type opened to the content API', () => {
    it('must exist and be content, or the boot stops naming the key', async () => {
      for (const uid of ['api::no.no', 'admin::user', 'plugin::i18n.locale']) {
        await withSetting(site(), 'contentApi.contentTypes', [HOTEL, uid], () => {
          assert.throws(() => checkOpenedTypes(site().strapi), /content-export\.config\.contentApi\.contentTypes\.1.*/);
          return Promise.resolve();
        });
      }
    });

    it('is warned of when code of the site stands before its find route', () => {
      assert.deepEqual(warningsAtBoot(site()), []);
      const route = findRoute(site());
      const before = route.config;
      route.config = { ...before, policies: ['is-owner'] };
      try {
        const [warning] = warningsAtBoot(site());
        assert.match(warning ?? '', /find route of api::hotel\.hotel has policies/);
      } finally {
        route.config = before;
      }
    });
  });
};
