import { problem } from '../errors/export-error';

/** Deeper than any condition a person or the filter builder makes; what walks a request calls itself once a level. */
const MAX_DEPTH = 40;

/**
 * Refuses what no parameter can mean and what reading it could not survive: a key named `__proto__`, which objects take
 * for their prototype, and lists and objects within each other without end.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` naming the place
 */
export const checkNesting = (input: unknown): void => {
  const open: { readonly value: unknown; readonly path: readonly string[] }[] = [{ value: input, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (path.length > MAX_DEPTH) {
      const field = path[0] ?? '';
      throw problem('EXPORT_INVALID_REQUEST', field, 'too_deep', `${field} goes deeper than ${MAX_DEPTH} levels.`);
    }
    for (const [key, inner] of Object.entries(value)) {
      const within = [...path, key];
      if (key === '__proto__') {
        const field = within.join('.');
        throw problem('EXPORT_INVALID_REQUEST', field, 'unknown_key', `${field} is not a parameter of this export.`);
      }
      open.push({ value: inner, path: within });
    }
  }
};
