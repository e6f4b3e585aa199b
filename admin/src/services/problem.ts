import { isFetchError } from '@strapi/strapi/admin';

/** What is wrong with one field of a request. */
export interface FieldProblem {
  /** Its dotted path, such as `filters.account_id`. */
  readonly field: string;
  /** A sentence that begins with the path and a colon, or has it within. */
  readonly message: string;
}

/** Why a call came to nothing. */
export interface Problem {
  /** HTTP status, `null` where no answer came. */
  readonly status: number | null;
  /** The server's own sentence, which names wrong fields; `null` where it said nothing that can be shown. */
  readonly message: string | null;
  /** Which fields are wrong; empty where the fault is elsewhere. */
  readonly fields: readonly FieldProblem[];
}

const isFieldProblem = (value: unknown): value is FieldProblem => {
  if (typeof value !== 'object' || value === null || !('field' in value) || !('message' in value)) return false;
  return typeof value.field === 'string' && typeof value.message === 'string';
};

const fieldsOf = (details: unknown): readonly FieldProblem[] => {
  if (typeof details !== 'object' || details === null || !('errors' in details)) return [];
  return Array.isArray(details.errors) ? details.errors.filter(isFieldProblem) : [];
};

export const toProblem = (error: unknown): Problem => {
  if (!isFetchError(error)) return { status: null, message: null, fields: [] };
  const { status, message, response } = error;
  // What stands between the browser and the site may answer anything.
  const body = response?.data as { readonly error?: { readonly details?: unknown } } | undefined;
  return { status: status ?? null, message, fields: fieldsOf(body?.error?.details) };
};

/** Whether the same call may succeed later without a change. */
export const isPassing = ({ status }: Problem): boolean => status === null || status === 429 || status >= 500;

/** Whether nothing succeeds until somebody has signed in: the panel's client has tried to renew the session before. */
export const isSessionOver = ({ status }: Problem): boolean => status === 401;
