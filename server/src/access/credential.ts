import type { Requester } from './access';

/** Whose contract a request came through; it tells what is meant where the request does not say. */
export type Origin = 'panel' | 'content-api';

/** What is stored of a requester to ask for its rights again: who it was, never a right or a secret. */
export type Credential = Pick<Requester, 'kind' | 'id'>;
