import { isFetchError } from '@strapi/strapi/admin';

/** Why a call came to nothing. */
export interface Problem {
  /** HTTP status, `null` where no answer came. */
  readonly status: number | null;
  /** The server's own sentence, which names wrong fields; `null` where it said nothing that can be shown. */
  readonly message: string | null;
}

export const toProblem = (error: unknown): Problem =>
  isFetchError(error) ? { status: error.status ?? null, message: error.message } : { status: null, message: null };

/** Whether the same call may succeed later without a change. */
export const isPassing = ({ status }: Problem): boolean => status === null || status === 429 || status >= 500;

/** Whether nothing succeeds until somebody has signed in: the panel's client has tried to renew the session before. */
export const isSessionOver = ({ status }: Problem): boolean => status === 401;
