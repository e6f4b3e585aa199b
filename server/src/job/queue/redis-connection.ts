/** An address (`redis://…`, `rediss://…`), or options of ioredis. */
export type RedisConnection = string | Readonly<Record<string, unknown>>;

/** Milliseconds within which the same error is told once. */
const TOLD_FOR = 60_000;

/**
 * What the plugin relies on is not left to the site's options.
 *
 * @param isClosed ends reconnecting: ioredis goes on with it when a connection that hangs is closed
 */
export const optionsOf = (
  connection: RedisConnection,
  isClosed: () => boolean,
  changes: Readonly<Record<string, unknown>>,
) => ({
  // A primary that became a replica keeps its connections, and refuses whatever is written.
  reconnectOnError: (error: Error) => !isClosed() && error.message.includes('READONLY'),
  ...(typeof connection === 'string' ? { url: connection } : connection),
  retryStrategy: (times: number) => (isClosed() ? null : Math.min(times * 200, 2_000)),
  lazyConnect: false,
  commandTimeout: undefined,
  // So long a process that ends would be held up by each connection that is lost.
  disconnectTimeout: 500,
  ...changes,
});

/** @throws Error when the work, which Redis may never answer, takes longer; what becomes of it is ignored then */
export const atMost = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not answer within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
};

/** Each lost connection gives an error a second for as long as Redis is away. */
export const createTeller = (onError: (error: unknown) => void) => {
  const toldAt = new Map<string, number>();
  return (error: Error & { readonly code?: string }): void => {
    // Node's error for a host with several addresses has a code and no message.
    const message = error.message === '' ? (error.code ?? error.name) : error.message;
    const now = Date.now();
    for (const [text, at] of toldAt) if (now - at >= TOLD_FOR) toldAt.delete(text);
    if (toldAt.has(message)) return;
    toldAt.set(message, now);
    onError(message === error.message ? error : new Error(message, { cause: error }));
  };
};
