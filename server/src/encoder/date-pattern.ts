const TOKEN = /yyyy|MM|dd|HH|mm|SSS|ss/g;

/** Where each token of a pattern stands in `2026-02-03T04:05:06.789`. */
const POSITIONS: Readonly<Record<string, readonly [from: number, to: number]>> = {
  yyyy: [0, 4],
  MM: [5, 7],
  dd: [8, 10],
  HH: [11, 13],
  mm: [14, 16],
  ss: [17, 19],
  SSS: [20, 23],
};

const ISO_LENGTH = 23;
/** Characters by which `+010000` is longer than `2026`. */
const EXTENDED_YEAR = 3;
const SIGNED = /^[+-]/;

type Part = string | readonly [from: number, to: number];

const compile = (pattern: string): readonly Part[] => {
  const parts: Part[] = [];
  let at = 0;
  for (const match of pattern.matchAll(TOKEN)) {
    if (match.index > at) parts.push(pattern.slice(at, match.index));
    parts.push(POSITIONS[match[0]] ?? match[0]);
    at = match.index + match[0].length;
  }
  if (at < pattern.length) parts.push(pattern.slice(at));
  return parts;
};

/**
 * Compiles a pattern of `yyyy MM dd HH mm ss SSS` (Unicode TR 35 letters; any other character stands for itself) into
 * a function over local ISO text, `2026-02-03T04:05:06.789`. No `Date` is made: the parts are cut out of the text.
 * Text of another length, such as PostgreSQL's `infinity`, gives `null`.
 */
export const createDatePattern = (pattern: string): ((local: string) => string | null) => {
  const parts = compile(pattern);
  return (local) => {
    // Years before 0 and beyond 9999 have a sign and six digits.
    const extra = local.length - ISO_LENGTH;
    if (extra !== 0 && (extra !== EXTENDED_YEAR || !SIGNED.test(local))) return null;
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') text += part;
      else text += local.slice(part[0] === 0 ? 0 : part[0] + extra, part[1] + extra);
    }
    return text;
  };
};
