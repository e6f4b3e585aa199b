import { escapeAttribute } from './xml-text';

/** The ids of the axes of a bar chart, which are its own. */
export const CATEGORY_AXIS = 1;
export const VALUE_AXIS = 2;

const GREY = '<a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill>';
const NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>';

/** The names begin at the top, beside negative bars as well; each one is shown. */
const categoryAxis =
  `<c:catAx><c:axId val="${CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>` +
  `<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>${NO_TICKS}<c:tickLblPos val="low"/>` +
  `<c:spPr><a:ln w="9525">${GREY}</a:ln></c:spPr><c:crossAx val="${VALUE_AXIS}"/><c:crosses val="autoZero"/>` +
  // Names that look like dates stay names.
  '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>';

/**
 * Where the categories run downwards, the axis of values is at the bottom when it crosses them at their end. It begins at
 * zero, as left to themselves programs would show small differences as large ones; where bars go below it, they see to it.
 */
const valueAxis = (formatCode: string, hasNegative: boolean): string =>
  `<c:valAx><c:axId val="${VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>` +
  `${hasNegative ? '' : '<c:min val="0"/>'}</c:scaling><c:delete val="0"/>` +
  `<c:axPos val="b"/><c:majorGridlines><c:spPr><a:ln w="9525">${GREY}</a:ln></c:spPr></c:majorGridlines>` +
  `<c:numFmt formatCode="${escapeAttribute(formatCode)}" sourceLinked="1"/>${NO_TICKS}<c:tickLblPos val="nextTo"/>` +
  `<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="${CATEGORY_AXIS}"/><c:crosses val="max"/>` +
  '<c:crossBetween val="between"/></c:valAx>';

/** The axes of a chart of lying bars (ECMA-376 part 1, 21.2.2.25 and 21.2.2.226). */
export const chartAxes = (formatCode: string, hasNegative: boolean): string =>
  categoryAxis + valueAxis(formatCode, hasNegative);
