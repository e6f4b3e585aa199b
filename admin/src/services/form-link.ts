import { PLUGIN_ID } from '../../../shared/plugin-id';
import { isRecord } from './records';

/** A request as it comes out of an address or from the server: not yet known to fit a form. */
export type GivenRequest = Readonly<Record<string, unknown>>;

/** The request as text that stands in an address as it is: Strapi's own links do not escape what is there already. */
export const encodeRequest = (request: GivenRequest): string => {
  const bytes = new TextEncoder().encode(JSON.stringify(request));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
};

/** The request that such a text holds; nothing where it was damaged on its way. */
export const decodeRequest = (text: string | undefined): GivenRequest | null => {
  if (text === undefined) return null;
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const request: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(request) ? request : null;
  } catch {
    return null;
  }
};

/** The page of exports, below the panel's own address. */
export const EXPORTS_PAGE = `/plugins/${PLUGIN_ID}`;

/** Where the page shows a form that is filled in, below the panel's own address. @param preset the id of the one it is of */
export const formLink = (exporter: string, request: GivenRequest, preset?: string): string =>
  `${EXPORTS_PAGE}?exporter=${encodeURIComponent(exporter)}&request=${encodeRequest(request)}` +
  (preset === undefined ? '' : `&preset=${preset}`);
