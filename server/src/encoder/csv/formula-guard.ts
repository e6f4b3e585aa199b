/** What makes a spreadsheet read a cell as a formula, also behind white space (OWASP, "CSV Injection"). */
const FORMULA_START = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/;

/**
 * Signed numbers, phone numbers and dashes: they can name no function and no cell. `+49 (0)30 901820-15` and `-12.5e3`
 * stay as they are.
 */
const HARMLESS = /^\s*[+-][\d\s().,\-/%]*(?:[eE][+-]?\d+)?\s*$/;

/** Whether a spreadsheet could run this text as a formula. */
export const isFormula = (text: string): boolean => FORMULA_START.test(text) && !HARMLESS.test(text);

/** Neutralises a formula the way OWASP recommends: an apostrophe in front makes it text. */
export const neutralise = (text: string): string => `'${text}`;
