import { BlockList } from 'node:net';
import { parseAddress, parseRange } from './address-range';

/** A list of ranges that addresses are looked up in. */
export interface AddressList {
  /** @param ip of whoever asks; `null` or no address is on no list */
  includes(ip: string | null): boolean;
}

/** @param ranges checked, as `addressList` does */
export const createAddressList = (ranges: readonly string[]): AddressList => {
  // One for each family: in Node's, `::/0` includes all of IPv4 too, which is not what whoever writes it has in mind.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const range of ranges) {
    const parsed = parseRange(range);
    if (parsed === null) throw new Error(`${range} is no range of addresses.`);
    lists[parsed.family].addSubnet(parsed.text, parsed.prefix, parsed.family);
  }
  return {
    includes: (ip) => {
      const address = ip === null ? null : parseAddress(ip);
      return address !== null && lists[address.family].check(address.text, address.family);
    },
  };
};
