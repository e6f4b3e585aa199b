import type { Notice } from '../../../shared/contracts/jobs';

/** What is told of a job that has ended; no content and no secret. */
export interface JobNews {
  readonly id: string;
  readonly exporter: string;
  readonly format: string;
  readonly status: 'completed' | 'failed';
  readonly rows: number;
  readonly bytes: number | null;
  readonly requester: { readonly kind: string; readonly id: string };
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly completedAt: string | null;
  readonly expiresAt: string | null;
}

/** One way to tell. @throws whatever it likes: a failing notice fails nothing else */
export interface Channel {
  readonly name: Notice['channel'];
  send(news: JobNews): Promise<void>;
}

/** A message is for people who look at a job; long texts of mail servers are not. */
const MAX_MESSAGE = 200;

/** Tells everybody, each in its own way. @returns what did not work */
export const tellAll = async (channels: readonly Channel[], news: JobNews): Promise<readonly Notice[]> => {
  const results = await Promise.allSettled(channels.map(async (channel) => channel.send(news)));
  return results.flatMap((result, at): Notice[] => {
    const channel = channels[at];
    if (result.status === 'fulfilled' || channel === undefined) return [];
    const reason: unknown = result.reason;
    const message = (reason instanceof Error ? reason.message : String(reason)).slice(0, MAX_MESSAGE);
    return [{ channel: channel.name, message, at: new Date().toISOString() }];
  });
};
