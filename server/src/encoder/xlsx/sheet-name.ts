import { cutText, replaceIllegal } from './xml-text';

/** Gives sheets names that Excel accepts and that differ from each other. */
export interface SheetNames {
  /** @param wanted any text; it is changed as little as Excel's rules ask for */
  take(wanted: string): string;
}

/** Excel's limit, in UTF-16 units. */
const MAX_UNITS = 31;
const FORBIDDEN = /[[\]:*?/\\]/g;
// eslint-disable-next-line no-control-regex -- line breaks and the like have no place on a tab
const CONTROLS = /[\0-\x1F]+/g;
/** Some readers would take this for an escaped character (ECMA-376 part 1, 22.9.2.19), which could be a forbidden one. */
const EXCEL_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;
/** Not at the ends: apostrophes, which Excel forbids, and blanks, which nobody sees. */
const ENDS = /^['\s]+|['\s]+$/g;
const FALLBACK = 'Sheet';

const shorten = (name: string, units: number): string => cutText(name, units).replace(ENDS, '');

const toValid = (wanted: string): string => {
  const legal = replaceIllegal(wanted.replace(CONTROLS, ' ')).replace(FORBIDDEN, '_').replace(EXCEL_ESCAPE, '-');
  const name = shorten(legal.replace(ENDS, ''), MAX_UNITS);
  if (name === '') return FALLBACK;
  // Excel keeps this name for the sheet of its change tracking.
  return name.toLowerCase() === 'history' ? `${name}_` : name;
};

/** Cells of a sheet as a formula names them, `'Q&A of ''26'!$A$1:$B$9`. */
export const sheetReference = (name: string, range: string): string => `'${name.replaceAll("'", "''")}'!${range}`;

/** Names are compared without regard to case, as Excel does; a taken one is given a number: `Orders (2)`. */
export const createSheetNames = (): SheetNames => {
  const taken = new Set<string>();
  const isFree = (name: string): boolean => !taken.has(name.toLowerCase());
  return {
    take(wanted) {
      const valid = toValid(wanted);
      let name = valid;
      for (let number = 2; !isFree(name); number += 1) {
        const suffix = ` (${number})`;
        name = shorten(valid, MAX_UNITS - suffix.length) + suffix;
      }
      taken.add(name.toLowerCase());
      return name;
    },
  };
};
