import { ExportError } from './export-error';

/** Codes of Node's sockets, PostgreSQL (class 08, 57P, 53300) and the MySQL drivers for a server that is not there. */
const DOWN: readonly string[] = [
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN'],
  ...['57P01', '57P02', '57P03', '08000', '08001', '08003', '08006', '53300'],
  ...['PROTOCOL_CONNECTION_LOST', 'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR', 'ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR'],
  ...['ER_QUERY_INTERRUPTED', 'ER_CONNECTION_KILLED', 'ER_CLIENT_INTERACTION_TIMEOUT'],
];

/** Two transactions were in each other's way; the same work may succeed next time. */
const CONFLICTS: readonly string[] = ['40001', '40P01', 'ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'SQLITE_BUSY'];

/** The drivers give some of these errors no code, only a text. */
const DOWN_TEXT =
  /connection (terminated|ended|is closed|lost|was killed)|closed state|client has encountered a connection error|Unable to acquire a connection/i;

const codeOf = (error: unknown): string | null => {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : null;
};

/** Whether the database, or the way to it, was not there; the same may succeed later. */
const isDatabaseDown = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code !== null && DOWN.includes(code)) return true;
  return error.name === 'KnexTimeoutError' || DOWN_TEXT.test(error.message);
};

/** Whether a transaction was ended because another was in its way; all of it has to be done again. */
export const isDatabaseConflict = (error: unknown): boolean =>
  error instanceof Error && CONFLICTS.includes(codeOf(error) ?? '');

/** Whether doing the same once more may succeed. */
export const isPassingDatabaseError = (error: unknown): boolean => isDatabaseDown(error) || isDatabaseConflict(error);

/** Whether a row was refused because another has the same value in a column that allows each value once. */
export const isDuplicate = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  return ['23505', 'ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE'].includes(codeOf(error) ?? '');
};

/** What a caller may be told of any error: itself, that the database is away, or nothing (`null`). */
export const toExportError = (error: unknown): ExportError | null => {
  if (error instanceof ExportError) return error;
  return isDatabaseDown(error)
    ? new ExportError('EXPORT_DATABASE_UNAVAILABLE', { cause: error, retryAfter: 10 })
    : null;
};
