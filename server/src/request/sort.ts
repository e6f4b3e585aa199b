import { type ExportError, problem } from '../errors/export-error';

interface SortText {
  readonly path: string;
  readonly direction: string;
}

const refuse = (field: string, message: string): ExportError =>
  problem('EXPORT_INVALID_SORT', field, 'invalid_sort', message);

const fromText = (text: string, field: string): SortText[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [path = '', direction = 'asc', ...rest] = part.split(':').map((piece) => piece.trim());
      const lower = direction.toLowerCase();
      if (path === '' || rest.length > 0 || (lower !== 'asc' && lower !== 'desc')) {
        throw refuse(field, `"${part}" is not a sort: write a field and asc or desc, such as name:desc.`);
      }
      return { path, direction: lower };
    });

const fromObject = (value: object, field: string): SortText[] =>
  Object.entries(value).flatMap(([key, inner]): SortText[] => {
    if (typeof inner === 'string') return fromText(`${key}:${inner}`, `${field}.${key}`);
    if (typeof inner !== 'object' || inner === null) throw refuse(`${field}.${key}`, 'Expected asc or desc.');
    return fromObject(inner as object, `${field}.${key}`).map(({ path, direction }) => ({
      path: `${key}.${path}`,
      direction,
    }));
  });

/**
 * Reads every form in which Strapi takes a sort (`name:asc`, `name,rating:desc`, lists and objects of them), and the
 * normalised form itself.
 *
 * @throws ExportError `EXPORT_INVALID_SORT`
 */
export const normaliseSort = (value: unknown, field = 'sort'): SortText[] => {
  if (typeof value === 'string') return fromText(value, field);
  if (Array.isArray(value)) return value.flatMap((item, at) => normaliseSort(item, `${field}.${at}`));
  if (typeof value !== 'object' || value === null) {
    throw refuse(field, 'Expected text such as name:asc, a list or an object.');
  }
  if (
    'path' in value &&
    'direction' in value &&
    typeof value.path === 'string' &&
    typeof value.direction === 'string'
  ) {
    return fromText(`${value.path}:${value.direction}`, field);
  }
  return fromObject(value, field);
};
