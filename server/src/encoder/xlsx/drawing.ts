import { CHART_NAMESPACE, CHART_TYPE, chartXml, DRAWING_NAMESPACE, type Chart } from './chart';
import { OFFICE, relationship, relationships } from './relationships';
import type { PackagePart } from './workbook-parts';
import { escapeAttribute, XML_DECLARATION } from './xml-text';

/** A chart and where it stands on its sheet. */
export interface PlacedChart {
  readonly chart: Chart;
  /** The cell of its upper left corner, from 1. */
  readonly column: number;
  readonly row: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
}

/** The drawing that charts are put on; there is one, since one sheet has charts. */
const DRAWING = 'drawing1.xml';
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml';
const SHEET_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';

/** English Metric Units. */
const EMU_PER_POINT = 12_700;

/** How the sheet refers to its drawing; the last element but tables in a sheet. */
export const DRAWING_ELEMENT = `<drawing xmlns:r="${OFFICE}/relationships" r:id="rId1"/>`;

const anchor = ({ chart, column, row, width, height }: PlacedChart, at: number): string =>
  [
    `<xdr:oneCellAnchor><xdr:from><xdr:col>${column - 1}</xdr:col><xdr:colOff>0</xdr:colOff>`,
    `<xdr:row>${row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`,
    `<xdr:ext cx="${width * EMU_PER_POINT}" cy="${height * EMU_PER_POINT}"/>`,
    // The title describes the chart to who cannot see it.
    `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${at + 2}" name="Chart ${at + 1}"`,
    ` descr="${escapeAttribute(chart.title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`,
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>',
    `<a:graphic><a:graphicData uri="${CHART_NAMESPACE}">`,
    `<c:chart xmlns:c="${CHART_NAMESPACE}" xmlns:r="${OFFICE}/relationships" r:id="rId${at + 1}"/>`,
    '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>',
  ].join('');

const drawingXml = (charts: readonly PlacedChart[]): string =>
  `${XML_DECLARATION}<xdr:wsDr xmlns:xdr="${SHEET_DRAWING}" xmlns:a="${DRAWING_NAMESPACE}">` +
  `${charts.map(anchor).join('')}</xdr:wsDr>`;

/**
 * The parts that draw charts on a sheet (ECMA-376 part 1, 20.5.2.35), and how they refer to each other.
 *
 * @param sheetPath the sheet's part, `xl/worksheets/sheet3.xml`
 */
export const drawingParts = (charts: readonly PlacedChart[], sheetPath: string): readonly PackagePart[] => {
  if (charts.length === 0) return [];
  const chartName = (at: number): string => `chart${at + 1}.xml`;
  const toDrawing = relationship(1, `${OFFICE}/relationships/drawing`, `../drawings/${DRAWING}`);
  const toCharts = charts.map((_chart, at) =>
    relationship(at + 1, `${OFFICE}/relationships/chart`, `../charts/${chartName(at)}`),
  );
  return [
    { path: `${sheetPath.replace(/[^/]+$/, '_rels/$&')}.rels`, xml: relationships([toDrawing]), contentType: null },
    { path: `xl/drawings/${DRAWING}`, xml: drawingXml(charts), contentType: DRAWING_TYPE },
    { path: `xl/drawings/_rels/${DRAWING}.rels`, xml: relationships(toCharts), contentType: null },
    ...charts.map(({ chart }, at) => ({
      path: `xl/charts/${chartName(at)}`,
      xml: chartXml(chart),
      contentType: CHART_TYPE,
    })),
  ];
};
