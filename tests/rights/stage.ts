import type { Site } from '../support/site';
import { secretsOf } from './oracle';
import { addressOf, makePerson, registerConditions } from './people';
import type { Caller } from './role';
import { ROLES, SUPER_ADMIN } from './roles';
import { type Client, Watch } from './watch';
import { writeContent, type Written } from './write-content';

export const SUPER = 'admin@example.com';

/** What is no part of the fixtures and must reach nobody: hashes of passwords, and tokens that open accounts. */
const KEYS_TO_ACCOUNTS = ['$2a$10$', '$2b$10$', 'cnresettoken', 'cnregistrationtoken', 'cnconfirmationtoken'];

const writeKeys = async ({ strapi }: Site): Promise<void> => {
  const admin = { resetPasswordToken: 'cnresettoken-admin', registrationToken: 'cnregistrationtoken-admin' };
  await strapi.db.query('admin::user').updateMany({ where: { email: SUPER }, data: admin });
  const user = { resetPasswordToken: 'cnresettoken-user', confirmationToken: 'cnconfirmationtoken-user' };
  await strapi.db
    .query('plugin::users-permissions.user')
    .updateMany({ where: { email: 'user@example.com' }, data: user });
};

/** What the suites of one run share. */
export interface Stage {
  readonly site: Site;
  readonly watch: Watch;
  readonly written: Written;
  clientOf(caller: Caller, authorization: string | null, prefix?: Client['prefix']): Client;
  /** An administrator with a role of the fixtures, or the super admin. */
  panelClient(code: string): Promise<Client>;
}

export const setUp = async (site: Site): Promise<Stage> => {
  await registerConditions(site);
  const ids = new Map<string, number>();
  for (const role of ROLES) ids.set(role.code, await makePerson(site, role));
  const written = await writeContent(site, {
    first: ids.get('rights-read-condition') ?? 0,
    second: ids.get('rights-read-condition') ?? 0,
    third: ids.get('rights-both-conditions') ?? 0,
    fourth: ids.get('rights-two-conditions') ?? 0,
  });
  await writeKeys(site);
  const clientOf: Stage['clientOf'] = (caller, authorization, prefix = '/export') => ({
    ...{ code: caller.code, prefix, authorization, secrets: secretsOf(caller, KEYS_TO_ACCOUNTS) },
  });
  return {
    site,
    written,
    watch: new Watch(site),
    clientOf,
    panelClient: async (code) => {
      const role = ROLES.find((one) => one.code === code);
      const authorization = await site.adminToken(role === undefined ? SUPER : addressOf(role));
      return clientOf(role ?? SUPER_ADMIN, authorization);
    },
  };
};
