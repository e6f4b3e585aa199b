import { XML_DECLARATION } from './xml-text';

/** The namespace of the package itself (ECMA-376 part 2). */
export const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** The namespace of what the parts of a workbook have in common (ECMA-376 part 1). */
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';

/** How one part refers to another. @param target relative to the part's folder */
export const relationship = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`;

/** A part `….rels` (ECMA-376 part 2, 6.5.2). */
export const relationships = (list: readonly string[]): string =>
  `${XML_DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
