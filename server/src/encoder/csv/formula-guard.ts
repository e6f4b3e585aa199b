/** What makes a spreadsheet read a cell as a formula, also behind white space (OWASP, "CSV Injection"). */
const FORMULA_START = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/**
 * Signed numbers, phone numbers, dashes, and lists of them: they can name no function and no cell. `+49 (0)30 901820-15`,
 * `-12.5e3` and `+49 30 1; +49 30 2` stay as they are. No two neighbouring parts match the same character, so that
 * hostile text costs linear time.
 */
const HARMLESS = /^[^\S\t\r\n]*[+-][\d\s().,\-/%]*(?:[;|](?:\s*\+)?[\d\s().,\-/%]*)*(?:[eE][+-]?\d+\s*)?$/;

/** By ASCII code, the letters and digits that most texts begin with: no pattern need be asked of those. */
const BEGINS_TEXT = Array.from({ length: 128 }, (_none, code) => /[A-Za-z0-9]/.test(String.fromCharCode(code)));

/** Whether a spreadsheet could run this text as a formula. */
export const isFormula = (text: string): boolean =>
  BEGINS_TEXT[text.charCodeAt(0)] !== true && FORMULA_START.test(text) && !HARMLESS.test(text);

/** Neutralises a formula the way OWASP recommends: an apostrophe in front makes it text. */
export const neutralise = (text: string): string => `'${text}`;
