import { ARTICLES, COLUMNS } from './foreign-site.mjs';

const DATED = ['printed', 'seen'];

/** What a reader of each format makes of a value. */
const CELLS = {
  // The formula guard is on by default; a missing value is an empty cell.
  csv: (_column, value) => String(value ?? '').replace(/^=/, "'="),
  json: (_column, value) => value,
  ndjson: (_column, value) => value,
  xlsx: (column, value) => (value !== null && DATED.includes(column) ? new Date(value) : value),
};

/**
 * The rows a file must hold.
 *
 * @param {'csv' | 'json' | 'ndjson' | 'xlsx'} format
 * @param {'draft' | 'published'} publication every article has a draft, all but the last are published
 */
export const expectedRows = (format, publication) => {
  const articles = publication === 'draft' ? ARTICLES : ARTICLES.slice(0, -1);
  return articles.map((article) => COLUMNS.map((column) => CELLS[format](column, article[column])));
};

/** The same columns of a table that was read back. */
export const comparable = ({ header, rows }) => {
  const at = COLUMNS.map((column) => header.indexOf(column));
  return rows.map((row) => at.map((index) => row[index]));
};
