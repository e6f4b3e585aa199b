import { OFFICE, PACKAGE, relationship, relationships } from './relationships';
import { sheetReference } from './sheet-name';
import { escapeAttribute, escapeElement, XML_DECLARATION } from './xml-text';

/** What the workbook says about a finished sheet. */
export interface SheetEntry {
  readonly name: string;
  /** The filtered table, `$A$1:$T$1001`; `null` for a sheet without columns. */
  readonly filter: string | null;
}

/** A part of the package that a sheet brings with it. */
export interface PackagePart {
  readonly path: string;
  readonly xml: string;
  /** `null` for what every package says of its extension. */
  readonly contentType: string | null;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const APPLICATION = 'strapi-plugin-export';

/** The part of a sheet. @param position from 1 */
export const sheetPath = (position: number): string => `xl/worksheets/sheet${position}.xml`;

const sheetElement = ({ name }: SheetEntry, at: number): string =>
  `<sheet name="${escapeAttribute(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`;

/** Excel writes this hidden name beside every auto-filter and expects to find it (ECMA-376 part 1, 18.2.5). */
const filterName = ({ name, filter }: SheetEntry, at: number): string => {
  if (filter === null) return '';
  const reference = escapeElement(sheetReference(name, filter));
  return `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${reference}</definedName>`;
};

const workbook = (sheets: readonly SheetEntry[]): string => {
  const names = sheets.map(filterName).join('');
  return [
    `${XML_DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships">`,
    '<workbookPr/><bookViews><workbookView/></bookViews>',
    `<sheets>${sheets.map(sheetElement).join('')}</sheets>`,
    names === '' ? '' : `<definedNames>${names}</definedNames>`,
    '</workbook>',
  ].join('');
};

const workbookRelationships = (count: number): string => {
  const list: string[] = [];
  for (let position = 1; position <= count; position += 1) {
    list.push(relationship(position, `${OFFICE}/relationships/worksheet`, sheetPath(position).slice('xl/'.length)));
  }
  return relationships([...list, relationship(count + 1, `${OFFICE}/relationships/styles`, 'styles.xml')]);
};

const packageRelationships = (): string =>
  relationships([
    relationship(1, `${OFFICE}/relationships/officeDocument`, 'xl/workbook.xml'),
    relationship(2, `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
    relationship(3, `${OFFICE}/relationships/extended-properties`, 'docProps/app.xml'),
  ]);

const contentTypes = (count: number, others: readonly PackagePart[]): string => {
  const override = (path: string, type: string): string => `<Override PartName="/${path}" ContentType="${type}"/>`;
  const sheets: string[] = [];
  for (let position = 1; position <= count; position += 1) {
    sheets.push(override(sheetPath(position), `${SPREADSHEET}.worksheet+xml`));
  }
  return [
    `${XML_DECLARATION}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('xl/workbook.xml', `${SPREADSHEET}.sheet.main+xml`),
    override('xl/styles.xml', `${SPREADSHEET}.styles+xml`),
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    override('docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
    ...sheets,
    ...others.map(({ path, contentType }) => (contentType === null ? '' : override(path, contentType))),
    '</Types>',
  ].join('');
};

const coreProperties = (created: Date): string =>
  [
    `${XML_DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties"`,
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:creator>${APPLICATION}</dc:creator>`,
    // W3CDTF in whole seconds, as Excel writes it.
    `<dcterms:created xsi:type="dcterms:W3CDTF">${created.toISOString().slice(0, 19)}Z</dcterms:created>`,
    '</cp:coreProperties>',
  ].join('');

const appProperties = (): string =>
  `${XML_DECLARATION}<Properties xmlns="${OFFICE}/extended-properties">` +
  `<Application>${APPLICATION}</Application></Properties>`;

/**
 * The parts of the package around its sheets (ECMA-376 part 2), as `[path, xml]`.
 *
 * @param styles the part `xl/styles.xml`
 * @param others what the sheets bring with them
 */
export const workbookParts = (
  sheets: readonly SheetEntry[],
  styles: string,
  created: Date,
  others: readonly PackagePart[],
): readonly (readonly [path: string, xml: string])[] => [
  ['xl/styles.xml', styles],
  ['xl/workbook.xml', workbook(sheets)],
  ['xl/_rels/workbook.xml.rels', workbookRelationships(sheets.length)],
  ['_rels/.rels', packageRelationships()],
  ['[Content_Types].xml', contentTypes(sheets.length, others)],
  ['docProps/core.xml', coreProperties(created)],
  ['docProps/app.xml', appProperties()],
  ...others.map(({ path, xml }) => [path, xml] as const),
];
