import { ExportError } from '../errors/export-error';

/** The disk, or the user's share of it, is full. */
const FULL: readonly string[] = ['ENOSPC', 'EDQUOT', 'QuotaExceeded', 'XMinioStorageFull'];

/** What is told of an error of a storage. */
export const toStorageError = (error: unknown): ExportError => {
  if (error instanceof ExportError) return error;
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  const isFull = FULL.some((known) => known === code || known === name);
  return new ExportError(isFull ? 'EXPORT_STORAGE_FULL' : 'EXPORT_STORAGE_FAILED', {
    cause: error,
    ...(!isFull && { retryAfter: 30 }),
  });
};

/** Runs what talks to a storage, and throws its errors as ours. */
export const withStorageErrors = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error);
  }
};
