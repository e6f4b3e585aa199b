import type { Core } from '@strapi/types';
import { limitAgainst, type Limit } from '../access/allowed-addresses';
import { configOf } from '../config';
import { problem } from '../errors/export-error';
import type { Requester } from '../../../shared/requester';
import type { ExportersService } from './exporters';

export interface AddressesInput {
  readonly strapi: Core.Strapi;
  readonly exporters: ExportersService;
}

/** Who asks from where, and for what, if it is an exporter's. */
export interface Caller {
  readonly ip: string | null;
  readonly requester: Pick<Requester, 'roles' | 'ownerRoles'>;
  /** The name of an exporter; one that is not there any more has no list. */
  readonly exporter?: string | undefined;
}

/** Whoever may not ask from somewhere must not make a token that may. */
const limitingRoles = ({ roles, ownerRoles }: Caller['requester']): readonly string[] => roles ?? ownerRoles ?? [];

const WHOSE: Readonly<Record<Limit, string>> = {
  site: 'this site',
  roles: 'your role',
  exporter: 'this exporter',
};

/** The network that exports may be asked for from. */
export const createAddressesService = ({ strapi, exporters }: AddressesInput) => ({
  /** @throws ExportError `EXPORT_ADDRESS_NOT_ALLOWED` when a list that applies does not have the address */
  check: ({ ip, requester, exporter }: Caller): void => {
    // Read at each call, so that a list that code of the site changes holds at once.
    const { default: site, roles } = configOf(strapi).allowedAddresses;
    const own = exporter === undefined ? null : (exporters.find(exporter)?.allowedAddresses ?? null);
    const limit = limitAgainst({ site, roles, exporter: own }, limitingRoles(requester), ip);
    if (limit === null) return;
    const from = ip === null || ip === '' ? 'An unknown address' : ip;
    const message = `${from} is not among the addresses of ${WHOSE[limit]}.`;
    throw problem('EXPORT_ADDRESS_NOT_ALLOWED', 'address', `${limit}_list`, message);
  },
});

export type AddressesService = ReturnType<typeof createAddressesService>;
