import { isIP, SocketAddress } from 'node:net';
import { z } from '@strapi/utils';

type Family = 'ipv4' | 'ipv6';

/** An address in the one form that it is compared in. */
export interface Address {
  readonly text: string;
  readonly family: Family;
}

/** The addresses that share their first `prefix` bits with `text`. */
export interface AddressRange extends Address {
  readonly prefix: number;
}

/** Bits of an IPv4 address, of an IPv6 address, and of what comes before the former within the latter (RFC 4291, 2.5.5.2). */
const BITS: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };
const MAPPED_BITS = 96;

const MAPPED = /^::ffff:(\d+(?:\.\d+){3})$/;

/**
 * Reads an address. IPv4 within IPv6, as sockets that listen to both give it (`::ffff:10.0.0.1`), is IPv4; the zone of a
 * link-local address (`fe80::1%eth0`) is left out, since it is a name of this machine's own.
 *
 * @returns `null` for what is no address
 */
export const parseAddress = (text: string): Address | null => {
  const version = isIP(text);
  if (version === 0) return null;
  if (version === 4) return { text, family: 'ipv4' };
  const { address } = new SocketAddress({ address: text.replace(/%.*$/, ''), family: 'ipv6' });
  const mapped = MAPPED.exec(address)?.[1];
  return mapped === undefined ? { text: address, family: 'ipv6' } : { text: mapped, family: 'ipv4' };
};

const RANGE = /^([^/%\s]+)(?:\/(0|[1-9]\d{0,2}))?$/;

/**
 * Reads a range in CIDR notation (RFC 4632, RFC 4291), or a single address. A range of mapped addresses is one of IPv4.
 *
 * @returns `null` for what is no range, and for one that begins with a mapped address and is wider than all of them
 */
export const parseRange = (text: string): AddressRange | null => {
  const [, written = '', bits] = RANGE.exec(text) ?? [];
  const address = parseAddress(written);
  if (address === null) return null;
  const isMapped = address.family === 'ipv4' && written.includes(':');
  const all = BITS[address.family];
  const prefix = bits === undefined ? all : Number(bits) - (isMapped ? MAPPED_BITS : 0);
  return prefix < 0 || prefix > all ? null : { ...address, prefix };
};

/** A list as a site writes it. An empty one would admit nobody, which is not what anybody means by it. */
export const addressList = z
  .array(
    z.string().refine((text) => parseRange(text) !== null, {
      error: 'Expected an address or a range such as 10.0.0.0/8 or 2001:db8::/32',
    }),
  )
  .min(1, { error: 'An empty list admits nobody: leave it out for no limit' });
