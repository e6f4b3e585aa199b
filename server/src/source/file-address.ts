import { UPLOAD_FILE } from '../access/schema';
import type { ToCell } from './values';

const ADDRESSES: readonly string[] = ['url', 'previewUrl'];

/**
 * Completes the address of a file that the site itself serves, which Strapi keeps as a path; addresses of other servers
 * stay as they are.
 *
 * @returns `null` for everything that is no such address
 */
export const fileAddress = (uid: string, attribute: string, base: string | null): ToCell | null => {
  if (base === null || uid !== UPLOAD_FILE || !ADDRESSES.includes(attribute)) return null;
  return (raw) => {
    const address = String(raw);
    return address.startsWith('/') && !address.startsWith('//') ? base + address : address;
  };
};
