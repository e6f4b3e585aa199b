const SPACE = /\s/;

/** Where the text of a JSON string that opens at `from` ends: behind its closing quote, or at the end of the text. */
const endOfString = (text: string, from: number): number => {
  for (let at = from + 1; at < text.length; at += 1) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let escapes = quote;
    while (text[escapes - 1] === '\\') escapes -= 1;
    if ((quote - escapes) % 2 === 0) return quote + 1;
    at = quote;
  }
  return text.length;
};

const skipSpace = (text: string, from: number): number => {
  let at = from;
  while (SPACE.test(text[at] ?? '')) at += 1;
  return at;
};

/**
 * Lays JSON text out as `JSON.stringify(value, null, indent)` would, without reading it: its numbers keep every digit.
 *
 * @param level how deep the value stands
 */
export const indentJson = (text: string, indent: number, level: number): string => {
  let depth = level;
  let output = '';
  const lineBreak = (): string => `\n${' '.repeat(indent * Math.max(depth, 0))}`;
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const char = text[at] as string;
    const next = text[skipSpace(text, at + 1)];
    if (char === '"') {
      const end = endOfString(text, at);
      output += text.slice(at, end);
      at = end;
      continue;
    }
    if ((char === '{' && next === '}') || (char === '[' && next === ']')) {
      output += char + next;
      at = skipSpace(text, at + 1) + 1;
      continue;
    }
    if (char === '{' || char === '[') {
      depth += 1;
      output += char + lineBreak();
    } else if (char === '}' || char === ']') {
      depth -= 1;
      output += lineBreak() + char;
    } else if (char === ',') output += char + lineBreak();
    else output += char === ':' ? ': ' : char;
    at += 1;
  }
  return output;
};
