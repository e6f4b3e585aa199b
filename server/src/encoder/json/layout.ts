/** Where lines break in JSON that is indented; nothing where it is not. @param indent spaces per level, 0 for compact */
export const lineBreak = (indent: number, level: number): string =>
  indent === 0 ? '' : `\n${' '.repeat(indent * level)}`;

/** A member as far as its value. @param level how deep it stands */
export const memberStart = (name: string, indent: number, level: number): string =>
  `${lineBreak(indent, level)}${JSON.stringify(name)}${indent === 0 ? ':' : ': '}`;
