import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { checkConfiguredRoles } from '../../../server/src/services/configured-roles';
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

const warningsOf = async (site: Site, check: () => Promise<void> | void): Promise<string[]> => {
  const warn = mock.method(site.strapi.log, 'warn', () => site.strapi.log);
  try {
    await check();
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

    it('is warned of when code of the site stands before its find route', async () => {
      const warnings = () => warningsOf(site(), () => checkOpenedTypes(site().strapi));
      assert.deepEqual(await warnings(), []);
      const route = findRoute(site());
      const before = route.config;
      route.config = { ...before, policies: ['is-owner'] };
      try {
        const [warning] = await warnings();
        assert.match(warning ?? '', /find route of api::hotel\.hotel has policies/);
      } finally {
        route.config = before;
      }
    });
  });

  describe('a role of the configuration', () => {
    const warnings = () => warningsOf(site(), () => checkConfiguredRoles(site().strapi));

    it('is warned of when nobody can have it', async () => {
      const roles = { 'strapi-editor': ['10.0.0.0/8'], authenticated: ['10.0.0.0/8'], 'strapi-edtior': ['10.0.0.0/8'] };
      await withSetting(site(), 'allowedAddresses.roles', roles, async () => {
        await withSetting(site(), 'points.exemptRoles', ['authenticated', 'everybody'], async () => {
          assert.deepEqual(
            (await warnings()).map((text) => /config\.(\S+) names (\S+),/.exec(text)?.slice(1)),
            [
              ['points.exemptRoles', 'everybody'],
              ['allowedAddresses.roles', 'strapi-edtior'],
            ],
          );
        });
      });
    });

    it('is silent when there is none', async () => {
      await withSetting(site(), 'points.exemptRoles', ['authenticated'], async () => {
        assert.deepEqual(await warnings(), []);
      });
    });
  });
};
