import type { AdminPermission } from '../../playground/scripts/seed/people';
import { UIDS } from './content';
import type { RootName } from './universe';
import type { TypeName } from './tree';

/** What a caller may name of one content type: a table written by hand, not computed from the permissions. */
export interface Expected {
  readonly values: readonly string[];
  readonly hops: readonly string[];
}

export interface Caller {
  readonly code: string;
  /** What is expected of each type as the root; a type that is missing is refused as a whole. */
  readonly roots: Readonly<Partial<Record<RootName, Expected>>>;
  /** Which rows are shown of a type, where not all are. */
  readonly rows?: Readonly<Partial<Record<TypeName, readonly string[]>>>;
  /** Whether administrators are no part of what it is told. */
  readonly neverNamesPeople?: boolean;
  /** Whether it does not even get to the plugin, so that Strapi answers. */
  readonly isStoppedByStrapi?: boolean;
  /** Whether its requests are repeated on the second data set. */
  readonly isTwinned?: boolean;
}

export interface Role extends Caller {
  /** Rights of each of the user's roles. */
  readonly permissions: readonly (readonly AdminPermission[])[];
}

export const READ = 'plugin::content-manager.explorer.read';
export const EXPORT = 'plugin::content-export.export';
export const CREATOR = 'admin::is-creator';
/** Registered by the tests: a sink's `an_integer` or an item's `quantity` is low. */
export const LOW_NUMBER = 'api::rights-low-number';
export const LOW_STOCK = 'api::rights-low-stock';

export interface Right {
  readonly fields?: readonly string[];
  readonly locales?: readonly string[];
  readonly conditions?: readonly string[];
}

export const right = (
  action: string,
  type: TypeName,
  { conditions = [], ...properties }: Right = {},
): AdminPermission => ({
  action,
  subject: UIDS[type],
  properties,
  conditions,
});

export const both = (type: TypeName, rest?: Right): AdminPermission[] =>
  [READ, EXPORT].map((one) => right(one, type, rest));

const HOTEL_LOCALES = { locales: ['en', 'fr'] };
/** Every type of the fixtures, with all fields. */
export const everything = (action: string): AdminPermission[] => [
  ...(['sink', 'item', 'country', 'contact'] as const).map((type) => right(action, type)),
  right(action, 'hotel', HOTEL_LOCALES),
];
