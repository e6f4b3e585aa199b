import { isPassingDatabaseError, toExportError } from '../errors/database-error';
import { ExportError } from '../errors/export-error';
import type { ErrorCode } from '../errors/registry';

/** Why an attempt ended, as the record tells it: never a driver's text, which can hold content. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  /** Whether another attempt may succeed by itself. */
  readonly isPassing: boolean;
}

/** Faults of the places around an export. Rights and requests do not get better by waiting, and neither does a full disk. */
const PASSING: readonly ErrorCode[] = [
  'EXPORT_DATABASE_UNAVAILABLE',
  'EXPORT_STORAGE_FAILED',
  'EXPORT_QUEUE_UNAVAILABLE',
  'EXPORT_NO_PROGRESS',
];

/** What a record says of an error. */
export const failureOf = (error: unknown): Failure => {
  const told = toExportError(error);
  if (told !== null) return { code: told.code, message: told.message, isPassing: PASSING.includes(told.code) };
  const { code, message } = new ExportError('EXPORT_INTERNAL');
  return { code, message, isPassing: isPassingDatabaseError(error) };
};

/** Milliseconds before the attempt after so many faults: 1 s, 4 s, 16 s …, at most five minutes, a fifth more or less. */
export const backoff = (faults: number): number => {
  const exact = Math.min(1_000 * 4 ** Math.max(0, faults - 1), 300_000);
  return Math.round(exact * (0.8 + Math.random() * 0.4));
};
