import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import type { Site } from '../../support/site';

/** Reads a file and keeps nothing of it. @returns how many bytes it had */
export const readThrough = async (
  site: Site,
  route: string,
  authorization: string,
  onPiece: (index: number) => void = () => undefined,
): Promise<number> => {
  const request = http.get(site.url + route, { agent: false, headers: { authorization } });
  const [message] = (await once(request, 'response')) as [IncomingMessage];
  if (message.statusCode !== 200) throw new Error(`The answer is ${String(message.statusCode)}.`);
  let bytes = 0;
  let pieces = 0;
  for await (const piece of message) {
    bytes += (piece as Buffer).length;
    onPiece(pieces);
    pieces += 1;
  }
  return bytes;
};
