/** What stands between two values of a CSV file. */
type Delimiter = ',' | ';';

/**
 * The delimiter that Excel expects where people write numbers as in this language: a semicolon where the comma is the
 * decimal separator.
 *
 * @param locale of the panel, a BCP 47 tag; one that is none gives a comma
 */
export const excelDelimiter = (locale: string): Delimiter => {
  try {
    const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
    return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
  } catch {
    return ',';
  }
};
