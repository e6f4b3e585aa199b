import type { Access } from '../access/access';
import type { Origin } from '../access/credential';
import { ExportError } from '../errors/export-error';
import type { JobRow } from '../job/record';
import type { TicketFor, TicketRow } from '../job/tickets';
import type { BackgroundParts } from './background';
import { requireCredential } from './requesters';

export type { TicketFor, TicketRow } from '../job/tickets';

export interface TicketsInput {
  parts(): BackgroundParts;
}

/** Links that download without a header. */
export const createTicketsService = ({ parts }: TicketsInput) => ({
  /** @throws ExportError `EXPORT_FORBIDDEN` for whoever has neither account nor token */
  issue: async (access: Access, origin: Origin, what: TicketFor): Promise<{ token: string; expiresAt: Date }> => {
    requireCredential(access.requester);
    return parts().tickets.issue(access.requester, origin, what);
  },

  /** What a ticket is for, without using it; `null` for one that nobody may use any more. */
  look: (token: string): Promise<TicketRow | null> => parts().tickets.look(token),

  /** Uses a ticket for the one download that it begins. @throws ExportError `EXPORT_TICKET_INVALID` for one that is used */
  redeem: async (ticket: TicketRow): Promise<void> => {
    if (!(await parts().tickets.redeem(ticket))) throw new ExportError('EXPORT_TICKET_INVALID');
  },

  /** The job that a ticket opens. */
  jobOf: async ({ jobId }: TicketRow): Promise<JobRow | null> => (jobId === null ? null : parts().store.byId(jobId)),
});

export type TicketsService = ReturnType<typeof createTicketsService>;
