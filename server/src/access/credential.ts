import type { Requester } from './access';

/** Whose contract a request came through; it tells what is meant where the request does not say. */
export type Origin = 'panel' | 'content-api';

/** What is stored of a requester to ask for its rights again: who it was, never a right or a secret. */
export type Credential = Pick<Requester, 'kind' | 'id'>;

/** What the tables of jobs, presets and schedules tell of their owners. */
export interface OwnerColumns {
  /** As `requesterKey` has it: ownership is by it. */
  readonly requester: string;
  readonly requesterKind: Requester['kind'];
  readonly requesterId: string;
  readonly requesterName: string | null;
  readonly origin: Origin;
}

/** The one text that tells a requester from all others. */
export const requesterKey = ({ kind, id }: Credential): string => `${kind}:${id}`;

export const ownerColumns = (requester: Requester, origin: Origin): OwnerColumns => ({
  requester: requesterKey(requester),
  requesterKind: requester.kind,
  requesterId: requester.id,
  requesterName: requester.name,
  origin,
});
