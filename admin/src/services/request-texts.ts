import { PUBLICATIONS } from './request';
import type { GivenRequest } from './form-link';

type Publication = (typeof PUBLICATIONS)[number];

/** A request in texts that people can read, whatever form asked for it. */
export interface RequestTexts {
  /** `null` for the default ones. */
  readonly columns: readonly string[] | null;
  readonly publication: Publication | null;
  readonly locale: string | null;
  readonly search: string | null;
  readonly sort: readonly string[];
  readonly filters: readonly string[];
  /** Whatever else was said. */
  readonly rows: readonly string[];
}

const isRecord = (value: unknown): value is GivenRequest =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const columnText = (column: unknown): string => {
  if (!isRecord(column)) return textOf(column);
  const { path, header, toMany } = column;
  const choice = toMany === undefined ? '' : `:${textOf(toMany)}`;
  return `${textOf(path)}${choice}${header === undefined ? '' : ` (${textOf(header)})`}`;
};

/** `name $containsi x`; what is nested within relations and alternatives stays as it was written. */
const conditionTexts = (filters: unknown): string[] => {
  if (!isRecord(filters)) return [];
  return Object.entries(filters).flatMap(([key, value]) => {
    if (key === '$and' && Array.isArray(value)) return value.flatMap(conditionTexts);
    const operators = isRecord(value) ? Object.entries(value) : [];
    const isSimple = operators.length > 0 && operators.every(([name, one]) => name.startsWith('$') && !isRecord(one));
    if (!isSimple) return [`${key}: ${textOf(value)}`];
    return operators.map(([name, one]) => `${key} ${name.slice(1)} ${textOf(one)}`);
  });
};

/** Known to the dialog by other names, or worth no line. */
const TOLD: readonly string[] = [
  ...['exporter', 'format', 'columns', 'publication', 'locale', 'search', 'sort', 'filters'],
];

export const requestTexts = (request: GivenRequest): RequestTexts => {
  const { columns, publication, locale, search, sort, filters } = request;
  const others = Object.entries(request).filter(([key, value]) => !TOLD.includes(key) && value !== false);
  return {
    columns: Array.isArray(columns) ? columns.map(columnText) : null,
    publication: PUBLICATIONS.find((one) => one === publication) ?? null,
    locale: locale === undefined ? null : [locale].flat().map(textOf).join(', '),
    search: search === undefined ? null : textOf(search),
    sort: Array.isArray(sort)
      ? sort.filter(isRecord).map(({ path, direction }) => `${textOf(path)}, ${textOf(direction)}`)
      : [],
    filters: conditionTexts(filters),
    rows: others.map(([key, value]) => `${key}: ${textOf(value)}`),
  };
};
