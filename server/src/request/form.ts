import { problem } from '../errors/export-error';

/** Deeper than any condition a person or the filter builder makes; what walks a request calls itself once a level. */
const MAX_DEPTH = 40;

/** NUL, which PostgreSQL does not keep, and halves of characters, which no UTF-8 text holds. */
const NO_TEXT = /\0|\p{Surrogate}/u;

/** Whether a text can be kept, and written into a file, as it is. */
export const isText = (text: string): boolean => !NO_TEXT.test(text);

/** Values of filters are judged by the fields that they are compared with. */
const checkText = (text: string, path: readonly string[]): void => {
  if (path[0] === 'filters' || isText(text)) return;
  const field = path.join('.');
  const message = `${field} must be text without NUL characters and halves of surrogate pairs.`;
  throw problem('EXPORT_INVALID_REQUEST', field, 'no_text', message);
};

/**
 * Refuses what no parameter can mean and what reading or keeping it could not survive: a key named `__proto__`, which
 * objects take for their prototype, lists and objects within each other without end, and texts that are none.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` naming the place
 */
export const checkForm = (input: unknown): void => {
  const open: { readonly value: unknown; readonly path: readonly string[] }[] = [{ value: input, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') checkText(value, path);
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
