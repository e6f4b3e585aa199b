import { escapeAttribute, XML_DECLARATION } from './xml-text';

/** The cell formats of a workbook, by their place in `cellXfs` (ECMA-376 part 1, 18.8.10). */
export interface Styles {
  /** The style of cells shown with a number format. */
  withNumberFormat(code: string): number;
  /** The part `xl/styles.xml`. */
  toXml(): string;
}

/** The style of the header row: bold on a light fill. */
export const HEADER_STYLE = 1;
/** The header of numbers, which stand on the right. */
export const NUMBER_HEADER_STYLE = 4;
/** The title of a summary: bold and large. */
export const TITLE_STYLE = 2;
/** The title of a part of a summary: bold and somewhat larger. */
export const HEADING_STYLE = 3;

/** Ids below are Excel's built-in formats. */
const FIRST_CUSTOM_FORMAT = 164;
const HEADER_FILL = 'FFDDEBF7';

const font = (size: number, isBold: boolean): string =>
  `<font>${isBold ? '<b/>' : ''}<sz val="${size}"/><name val="Calibri"/><family val="2"/></font>`;

const FIXED_PARTS = [
  `<fonts count="4">${font(11, false)}${font(11, true)}${font(16, true)}${font(12, true)}</fonts>`,
  // The first two fills are fixed by Excel, whatever stands there.
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  `<fill><patternFill patternType="solid"><fgColor rgb="${HEADER_FILL}"/><bgColor indexed="64"/></patternFill></fill></fills>`,
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
].join('');

const FIXED_STYLES = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>',
  '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  '<xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">' +
    '<alignment horizontal="right"/></xf>',
];

/** Collects the number formats of a workbook while its sheets are written. */
export const createStyles = (): Styles => {
  const codes: string[] = [];
  return {
    withNumberFormat(code) {
      if (!codes.includes(code)) codes.push(code);
      return FIXED_STYLES.length + codes.indexOf(code);
    },
    toXml() {
      const formats = codes.map(
        (code, at) => `<numFmt numFmtId="${FIRST_CUSTOM_FORMAT + at}" formatCode="${escapeAttribute(code)}"/>`,
      );
      const styles = codes.map(
        (_code, at) =>
          `<xf numFmtId="${FIRST_CUSTOM_FORMAT + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
      );
      const cellXfs = [...FIXED_STYLES, ...styles];
      return [
        XML_DECLARATION,
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
        formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : '',
        FIXED_PARTS,
        `<cellXfs count="${cellXfs.length}">${cellXfs.join('')}</cellXfs>`,
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
        '</styleSheet>',
      ].join('');
    },
  };
};
