import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '@strapi/database';
import { TICKET } from '../../../shared/uids';
import type { Requester } from '../access/access';
import { type Credential, type Origin, requesterKey } from '../access/credential';
import type { ExportRequest } from '../request/schema';

/** A row of `export_tickets`. */
export interface TicketRow {
  readonly id: number;
  readonly credential: Credential;
  readonly origin: Origin;
  /** The job whose file it opens, or `null` for a request that is streamed. */
  readonly jobId: string | null;
  readonly request: ExportRequest | null;
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly resumeUntil: string | null;
  /** What the downloads of this ticket have as entity tag: who goes on with one must know it, so it is a secret, too. */
  readonly resumeTag: string;
}

/** What a ticket opens: a job's file, or a validated request that is streamed. */
export type TicketFor = { readonly jobId: string } | { readonly request: ExportRequest };

/** Milliseconds within which the download must begin. */
const BEGIN_WITHIN = 60_000;

/** Milliseconds for which a download that has begun may be resumed. */
const RESUME_WITHIN = 3_600_000;

/** 256 bits: nobody guesses them. */
const BYTES = 32;

const TOKEN = /^[\w-]{43}$/;

/** Only the hash is kept, so that whoever reads the database has no ticket. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Tickets: a browser follows a plain link, which has no `Authorization` header. What is in the link begins one download,
 * within a minute, so one that is found in a log later is of no use.
 */
export const createTickets = (database: () => Database) => {
  const table = () => database().query(TICKET);

  return {
    /** @returns the secret that goes into the link; it is nowhere kept */
    issue: async (
      requester: Requester,
      origin: Origin,
      what: TicketFor,
    ): Promise<{ token: string; expiresAt: Date }> => {
      const token = randomBytes(BYTES).toString('base64url');
      const expiresAt = new Date(Date.now() + BEGIN_WITHIN);
      const { kind, id } = requester;
      const secrets = { hash: hashOf(token), resumeTag: randomBytes(BYTES).toString('base64url') };
      const data = { ...secrets, requester: requesterKey(requester), credential: { kind, id }, origin, expiresAt };
      await table().create({ data: { ...data, ...what } });
      return { token, expiresAt };
    },

    /** What a ticket is for, without using it; `null` for one that nobody may use any more. */
    look: async (token: string): Promise<TicketRow | null> => {
      if (!TOKEN.test(token)) return null;
      const ticket = (await table().findOne({ where: { hash: hashOf(token) } })) as TicketRow | null;
      if (ticket === null) return null;
      const until = ticket.usedAt === null ? ticket.expiresAt : ticket.resumeUntil;
      return until !== null && new Date(until).getTime() > Date.now() ? ticket : null;
    },

    /** Uses a ticket. @returns whether nobody was faster */
    redeem: async (ticket: TicketRow): Promise<boolean> => {
      const usedAt = new Date();
      const resumeUntil = new Date(usedAt.getTime() + RESUME_WITHIN);
      const { count } = await table().updateMany({
        where: { id: ticket.id, usedAt: null, expiresAt: { $gt: usedAt } },
        data: { usedAt, resumeUntil },
      });
      return count > 0;
    },

    /** Deletes what nobody can use any more. */
    tidy: async (): Promise<void> => {
      const now = new Date();
      await table().deleteMany({
        where: { expiresAt: { $lt: now }, $or: [{ usedAt: null }, { resumeUntil: { $lt: now } }] },
      });
    },
  };
};
