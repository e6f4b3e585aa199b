import { cutText, escapeElement, escapeXstring, XML_DECLARATION } from './xml-text';
import { chartAxes, CATEGORY_AXIS, VALUE_AXIS } from './chart-axes';
import { OFFICE } from './relationships';

/** The cells that a chart shows, and what they hold: a reader that does not calculate shows that. */
interface ChartTexts {
  /** As a formula names them, `'Summary'!$A$5:$A$9`. */
  readonly reference: string;
  readonly texts: readonly string[];
}

interface ChartNumbers {
  readonly reference: string;
  /** `null` where a cell holds no number. */
  readonly numbers: readonly (string | number | null)[];
  /** The cells' number format. */
  readonly formatCode: string;
}

/** A chart of one series. */
export interface Chart {
  readonly kind: 'bar' | 'pie';
  readonly title: string;
  /** What is measured: the header of the cells. */
  readonly series: ChartTexts;
  readonly categories: ChartTexts;
  readonly values: ChartNumbers;
}

/** The media type of a chart's part. */
export const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';

export const CHART_NAMESPACE = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
export const DRAWING_NAMESPACE = 'http://schemas.openxmlformats.org/drawingml/2006/main';

/** What there is room for beside a bar. */
const MAX_LABEL_UNITS = 255;

/** Colours that are told apart in print and with a red-green weakness (Okabe and Ito), in the order of the slices. */
const COLOURS = ['0072B2', 'E69F00', '009E73', 'CC79A7', '56B4E9', 'D55E00', 'F0E442', '999999'] as const;

const point = (text: string, at: number): string =>
  `<c:pt idx="${at}"><c:v>${escapeXstring(cutText(text, MAX_LABEL_UNITS))}</c:v></c:pt>`;

const textReference = ({ reference, texts }: ChartTexts): string =>
  `<c:strRef><c:f>${escapeElement(reference)}</c:f><c:strCache><c:ptCount val="${texts.length}"/>` +
  `${texts.map(point).join('')}</c:strCache></c:strRef>`;

const numberReference = ({ reference, numbers, formatCode }: ChartNumbers): string => {
  const points = numbers.map((number, at) => (number === null ? '' : `<c:pt idx="${at}"><c:v>${number}</c:v></c:pt>`));
  return (
    `<c:numRef><c:f>${escapeElement(reference)}</c:f><c:numCache><c:formatCode>${escapeElement(formatCode)}</c:formatCode>` +
    `<c:ptCount val="${numbers.length}"/>${points.join('')}</c:numCache></c:numRef>`
  );
};

const fill = (colour: string): string => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;

/** Outside of what they are about (ECMA-376 part 1, 21.2.2.49). */
const labels = (shows: 'value' | 'percent'): string => {
  const percent = '<c:numFmt formatCode="0%" sourceLinked="0"/>';
  return (
    `<c:dLbls>${shows === 'percent' ? percent : ''}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>` +
    `<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="${shows === 'value' ? 1 : 0}"/>` +
    `<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="${shows === 'percent' ? 1 : 0}"/>` +
    '<c:showBubbleSize val="0"/></c:dLbls>'
  );
};

const seriesStart = ({ series }: Chart): string =>
  `<c:ser><c:idx val="0"/><c:order val="0"/><c:tx>${textReference(series)}</c:tx>`;

const seriesEnd = ({ categories, values }: Chart): string =>
  `<c:cat>${textReference(categories)}</c:cat><c:val>${numberReference(values)}</c:val></c:ser>`;

/** Lying bars, which leave the names of their groups room; the first one on top. */
const barPlot = (chart: Chart): string => {
  const hasNegative = chart.values.numbers.some((number) => Number(number) < 0);
  return (
    '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>' +
    `${seriesStart(chart)}<c:spPr>${fill(COLOURS[0])}</c:spPr><c:invertIfNegative val="0"/>` +
    `${labels('value')}${seriesEnd(chart)}<c:gapWidth val="50"/>` +
    `<c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/></c:barChart>${chartAxes(chart.values.formatCode, hasNegative)}`
  );
};

const slice = (_text: string, at: number): string => {
  const colour = COLOURS[at % COLOURS.length] ?? COLOURS[0];
  const border = `<a:ln w="9525">${fill('FFFFFF')}</a:ln>`;
  return `<c:dPt><c:idx val="${at}"/><c:bubble3D val="0"/><c:spPr>${fill(colour)}${border}</c:spPr></c:dPt>`;
};

const piePlot = (chart: Chart): string =>
  `<c:pieChart><c:varyColors val="1"/>${seriesStart(chart)}${chart.categories.texts.map(slice).join('')}` +
  `${labels('percent')}${seriesEnd(chart)}<c:firstSliceAng val="0"/></c:pieChart>`;

const PLOTS: Readonly<Record<Chart['kind'], (chart: Chart) => string>> = { bar: barPlot, pie: piePlot };

const LEGEND = '<c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend>';

const titleElement = (title: string): string =>
  '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr>' +
  `<a:r><a:rPr lang="en-US" sz="1200" b="1"/><a:t>${escapeElement(title)}</a:t></a:r></a:p></c:rich></c:tx>` +
  '<c:overlay val="0"/></c:title>';

/** The part `xl/charts/chartN.xml` (ECMA-376 part 1, 21.2.2.29). */
export const chartXml = (chart: Chart): string => {
  const hasTitle = chart.title !== '';
  return [
    `${XML_DECLARATION}<c:chartSpace xmlns:c="${CHART_NAMESPACE}" xmlns:a="${DRAWING_NAMESPACE}"`,
    ` xmlns:r="${OFFICE}/relationships">`,
    '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>',
    hasTitle ? titleElement(chart.title) : '',
    `<c:autoTitleDeleted val="${hasTitle ? 0 : 1}"/>`,
    `<c:plotArea><c:layout/>${PLOTS[chart.kind](chart)}</c:plotArea>`,
    chart.kind === 'pie' ? LEGEND : '',
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
    `<c:spPr>${fill('FFFFFF')}<a:ln w="9525">${fill('D9D9D9')}</a:ln></c:spPr>`,
    '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>',
    '</c:chartSpace>',
  ].join('');
};
