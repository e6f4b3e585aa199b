import { createAddressList, type AddressList } from '../network/address-list';

/** Ranges of addresses, of each of the places that can have a list; `null` or absent for no limit. */
export interface AddressLimits {
  /** Of everybody. */
  readonly site: readonly string[] | null;
  /** By role, of whoever has it. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** Of what is exported. */
  readonly exporter: readonly string[] | null;
}

/** Whose list an address is missing in. */
export type Limit = keyof AddressLimits;

/** Lists are written once and asked for by each call. */
const compiled = new WeakMap<readonly string[], AddressList>();

const listOf = (ranges: readonly string[]): AddressList => {
  const known = compiled.get(ranges);
  if (known !== undefined) return known;
  const list = createAddressList(ranges);
  compiled.set(ranges, list);
  return list;
};

const includes = (ranges: readonly string[] | null, ip: string | null): boolean =>
  ranges === null || listOf(ranges).includes(ip);

/** One role's list is enough, as one role's right is; a role without a list neither limits nor frees. */
const includesOneOf = (lists: readonly (readonly string[])[], ip: string | null): boolean =>
  lists.length === 0 || lists.some((list) => includes(list, ip));

/**
 * The first list that an address is missing in; `null` when all that apply have it.
 *
 * @param roles of whoever asks
 */
export const limitAgainst = (
  { site, roles: lists, exporter }: AddressLimits,
  roles: readonly string[],
  ip: string | null,
): Limit | null => {
  if (!includes(site, ip)) return 'site';
  const own = roles.flatMap((role) => (Object.hasOwn(lists, role) ? [lists[role] ?? []] : []));
  if (!includesOneOf(own, ip)) return 'roles';
  return includes(exporter, ip) ? null : 'exporter';
};
