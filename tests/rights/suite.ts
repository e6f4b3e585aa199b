import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createApiToken } from '../../playground/scripts/seed/people';
import type { Site } from '../support/site';
import { UIDS } from './content';
import { attacksSuite } from './attacks';
import { catalogueSuite } from './catalogue';
import { doorsSuite } from './doors';
import { addressOf, makeAdminToken } from './people';
import type { Caller, Role } from './role';
import { ADMIN_TOKEN, ROLES, SUPER_ADMIN } from './roles';
import { API_CALLERS, type ApiCaller } from './roles-api';
import { type Part, runCaller } from './run-caller';
import { setUp, type Stage, SUPER } from './stage';
import { trapsSuite } from './traps';
import { type Client, counts } from './watch';

type Size = 'full' | 'reduced';

const PLUGIN = 'plugin::content-export';

/** The callers of the short form: one of each kind of right. */
const REDUCED = [
  ...['rights-nobody', 'rights-some-leaves', 'rights-names-of-targets', 'rights-not-the-same'],
  ...['rights-target-condition', 'rights-two-conditions', 'rights-french', 'api-find-sinks'],
];

const authorizationOf = async (site: Site, { code, credential }: ApiCaller): Promise<string | null> => {
  switch (credential.kind) {
    case 'public':
      return null;
    case 'end-user':
      return site.endUserToken(credential.email);
    case 'token':
      return `Bearer ${await createApiToken(site.strapi, { name: code, ...credential })}`;
  }
};

const say = (size: Size): void => {
  const { roles, paths, requests, refusals, leaks } = counts;
  const types = Object.keys(UIDS).length;
  process.stderr.write(
    `rights (${size}): roles: ${roles.size}, types: ${types}, paths: ${paths.size}, requests: ${requests}, ` +
      `refusals: ${refusals}, leaks: ${leaks}\n`,
  );
};

export const rightsMatrixSuite = (site: () => Site, size: Size): void => {
  describe(`the rights of each caller, ${size}`, () => {
    let stage: Stage;
    let opened: unknown;

    before(async () => {
      stage = await setUp(site());
      opened = site().strapi.config.get(`${PLUGIN}.contentApi`);
      const contentTypes = [UIDS.sink, UIDS.item, UIDS.hotel, 'api::order.order'];
      site().strapi.config.set(`${PLUGIN}.contentApi`, { contentTypes });
      stage.watch.start();
    });
    after(() => {
      stage.watch.stop();
      site().strapi.config.set(`${PLUGIN}.contentApi`, opened);
      if (size === 'full') say(size);
    });

    const isWanted = ({ code }: Caller): boolean => size === 'full' || REDUCED.includes(code);
    const partOf = ({ code }: Caller): Part | null =>
      size === 'full' ? null : { index: REDUCED.indexOf(code), of: REDUCED.length };
    const check = async (caller: Caller, client: Client): Promise<void> => {
      const failures = await runCaller({ ...stage, caller, client, part: partOf(caller) });
      assert.equal(failures.length, 0, failures.join('\n'));
    };

    for (const role of ROLES.filter(isWanted)) {
      it(`holds for ${role.code}`, async () => {
        await check(role, stage.clientOf(role, await site().adminToken(addressOf(role))));
      });
    }
    if (size === 'full') {
      it('holds for a super admin', async () => {
        await check(SUPER_ADMIN, stage.clientOf(SUPER_ADMIN, await site().adminToken(SUPER)));
      });
      it("holds for an admin token with some of its owner's rights", async () => {
        const role: Role = ADMIN_TOKEN;
        await check(role, stage.clientOf(role, await makeAdminToken(site(), role, SUPER)));
      });
    }
    for (const caller of API_CALLERS.filter(isWanted)) {
      it(`holds for ${caller.code}`, async () => {
        await check(caller, stage.clientOf(caller, await authorizationOf(site(), caller), '/api/export'));
      });
    }
    trapsSuite(() => stage);
    attacksSuite(() => stage);
    doorsSuite(() => stage);
    catalogueSuite(() => stage);
  });
};
