import type { Requester } from '../access/access';
import { problem } from '../errors/export-error';

/** What Strapi's accounts and tokens have names in. */
export interface Named {
  readonly id?: number | string;
  readonly name?: string;
  readonly username?: string;
  readonly email?: string;
}

export interface AdminUser {
  readonly id: number | string;
  readonly email?: string;
  readonly isActive?: boolean;
  readonly blocked?: boolean;
  readonly roles?: readonly { readonly code?: string }[];
}

interface WithRole extends Named {
  readonly role?: { readonly type?: string } | null;
}

/** The id of whoever calls the content API without a credential, where the site lets the public. */
const PUBLIC = 'public';

const nameOf = ({ username, name, email }: Named): string => username ?? name ?? email ?? PUBLIC;

const codesOf = ({ roles = [] }: AdminUser): string[] =>
  roles.flatMap(({ code }) => (code === undefined ? [] : [code]));

export const adminRequester = (user: AdminUser): Requester => ({
  kind: 'admin-session',
  id: String(user.id),
  name: user.email ?? String(user.id),
  roles: codesOf(user),
});

/** A token acts for itself: its name is its owner's, its rights are its own, and it has no role. */
export const adminTokenRequester = (owner: AdminUser, id: string): Requester => ({
  kind: 'admin-token',
  id,
  name: owner.email ?? id,
  ownerRoles: codesOf(owner),
});

export const apiTokenRequester = (token: Named): Requester => ({
  kind: 'api-token',
  id: String(token.id),
  name: nameOf(token),
});

/** Whoever has no account has Strapi's role for that, whose type is `public`. */
const rolesOf = (user: WithRole | null): Pick<Requester, 'roles'> => {
  const type = user === null ? PUBLIC : user.role?.type;
  return type === undefined ? {} : { roles: [type] };
};

export const endUserRequester = (user: WithRole | null): Requester => ({
  kind: 'end-user',
  id: String(user?.id ?? PUBLIC),
  name: user === null ? PUBLIC : nameOf(user),
  ...rolesOf(user),
});

/**
 * Refuses whoever has no account and no token: what is made for later could never be given to them alone.
 *
 * @throws ExportError `EXPORT_FORBIDDEN`
 */
export const requireCredential = ({ kind, id }: Requester): void => {
  if (kind !== 'end-user' || id !== PUBLIC) return;
  const message = 'This needs an account or a token.';
  throw problem('EXPORT_FORBIDDEN', 'authorization', 'no_credential', message);
};
