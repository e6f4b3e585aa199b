import { ensureAdmin, ensureAdminRole } from '../../playground/scripts/seed/people';
import type { Site } from '../support/site';
import { LIMIT } from './tree';
import type { Role } from './role';

interface AdminUsers {
  updateById(id: number, attributes: object): Promise<unknown>;
}

interface AdminTokens {
  create(token: object, caller: object): Promise<{ readonly accessKey: string }>;
}

interface Conditions {
  register(condition: object): Promise<unknown>;
  has(id: string): boolean;
}

export const addressOf = ({ code }: Pick<Role, 'code'>): string => `${code}@example.com`;

/** Strapi takes conditions only while it starts. */
export const registerConditions = async (site: Site): Promise<void> => {
  const strapi = site.strapi as unknown as { isLoaded: boolean };
  const { conditionProvider } = site.strapi.service('admin::permission') as unknown as {
    readonly conditionProvider: Conditions;
  };
  strapi.isLoaded = false;
  try {
    for (const [name, attribute] of [
      ['rights-low-number', 'an_integer'],
      ['rights-low-stock', 'quantity'],
    ] as const) {
      if (conditionProvider.has(`api::${name}`)) continue;
      const handler = () => ({ [attribute]: { $lt: LIMIT } });
      await conditionProvider.register({ name, displayName: name, category: 'default', handler });
    }
  } finally {
    strapi.isLoaded = true;
  }
};

/** Makes a role, and an administrator who has it; several roles where the fixture says so. */
export const makePerson = async (site: Site, role: Role): Promise<number> => {
  const roles: number[] = [];
  for (const [at, permissions] of role.permissions.entries()) {
    const { id } = await ensureAdminRole(site.strapi, `${role.code}-${at}`, permissions);
    roles.push(id);
  }
  const { id } = await ensureAdmin(site.strapi, addressOf(role), { id: roles[0] ?? 0 });
  const users = site.strapi.service('admin::user') as unknown as AdminUsers;
  await users.updateById(id, { roles });
  return id;
};

/** An admin token with some of its owner's rights. @returns its `Authorization` header */
export const makeAdminToken = async (site: Site, role: Role, ownerAddress: string): Promise<string> => {
  const owner = (await site.strapi.db
    .query('admin::user')
    .findOne({ where: { email: ownerAddress }, populate: ['roles'] })) as { readonly id: number };
  const tokens = site.strapi.service('admin::api-token-admin') as unknown as AdminTokens;
  const token = {
    name: role.code,
    description: '',
    lifespan: null,
    adminPermissions: role.permissions.flat(),
    adminUserOwner: owner.id,
  };
  return `Bearer ${(await tokens.create(token, owner)).accessKey}`;
};
