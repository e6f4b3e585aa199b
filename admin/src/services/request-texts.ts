import { type Format, FORMATS } from '../../../shared/formats';
import { type ColumnPick, picksOf } from './column-picks';
import { linesOf, ownLinesOf } from './filter-phrases';
import type { GivenRequest } from './form-link';
import { optionTexts } from './option-texts';
import { phraseText, valuesText, type Words } from './phrase-texts';
import { isRecord } from './records';
import { PUBLICATIONS } from './request';

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
  readonly options: readonly string[];
}

export interface RequestWords extends Words {
  /** What was chosen for a column, in a few words; empty for nothing. */
  note(pick: ColumnPick, format: Format): string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const columnText = (column: unknown, format: Format, { note }: RequestWords): string => {
  const pick = picksOf([column])?.[0];
  if (pick === undefined) return textOf(column);
  const { path, header } = pick;
  const name = header === undefined ? path : `${path} (${header})`;
  return [name, note(pick, format)].filter((text) => text !== '').join(' · ');
};

const sortText = (key: unknown, { t }: Words): string => {
  if (!isRecord(key)) return textOf(key);
  const { path, direction } = key;
  return t(direction === 'desc' ? 'form.sort.desc' : 'form.sort.asc', { label: textOf(path) });
};

/** Exporters of the site's own have names without colons, and filters that mean what the site says. */
const isOwn = (exporter: unknown): boolean => typeof exporter === 'string' && !exporter.includes('::');

const filterTexts = ({ exporter, filters }: GivenRequest, words: Words): string[] => {
  if (!isRecord(filters)) return [];
  const lines = isOwn(exporter) ? ownLinesOf(filters) : linesOf(filters);
  return lines.map((line) => phraseText(line, words));
};

export const requestTexts = (request: GivenRequest, words: RequestWords): RequestTexts => {
  const { columns, publication, locale, search, sort, filters, format, exporter, ...options } = request;
  const known = FORMATS.find((one) => one === format) ?? 'csv';
  return {
    columns: Array.isArray(columns) ? columns.map((column) => columnText(column, known, words)) : null,
    publication: PUBLICATIONS.find((one) => one === publication) ?? null,
    locale: locale === undefined ? null : valuesText([locale].flat(), words),
    search: search === undefined ? null : textOf(search),
    sort: Array.isArray(sort) ? sort.map((key) => sortText(key, words)) : [],
    filters: filterTexts({ exporter, filters }, words),
    options: optionTexts(options, words.t),
  };
};
