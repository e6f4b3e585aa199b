import { ExportError } from '../errors/export-error';

/**
 * What databases say when a filter's value does not fit its column. PostgreSQL: SQLSTATE class 22 (data exception) and
 * 42883 (no such operator for the types); MySQL: the errors of wrong and truncated values.
 */
const isValueError = (error: unknown): boolean => {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const { code } = error;
  if (typeof code !== 'string') return false;
  return (
    /^22\w{3}$/.test(code) || code === '42883' || /^ER_(?:TRUNCATED_)?WRONG_VALUE|^ER_DATA_OUT_OF_RANGE/.test(code)
  );
};

/** Runs a query with a request's filters; a value that the database refuses is the request's mistake, not ours. */
export const withFilterErrors = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    if (!isValueError(cause)) throw cause;
    // The driver's own message is not passed on: it can hold the contents of rows.
    const problems = [{ field: 'filters', rule: 'invalid_value', message: 'filters: a value does not fit its field.' }];
    throw new ExportError('EXPORT_INVALID_FILTER', { problems, cause });
  }
};
