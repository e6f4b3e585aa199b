import type { TextId } from '../hooks/useTranslate';
import type { Operator } from './filters';

/** What a filter can say, of which the form has rows for a part. */
export type Comparison =
  | Operator
  | 'isNot'
  | 'oneOf'
  | 'noneOf'
  | 'above'
  | 'below'
  | 'between'
  | 'containsNot'
  | 'endsWith'
  | 'empty'
  | 'notEmpty';

/** Days are not more or less, but later or earlier. */
const DAY_TEXTS: Partial<Record<Comparison, TextId>> = {
  atLeast: 'operator.day.atLeast',
  atMost: 'operator.day.atMost',
  above: 'operator.day.above',
  below: 'operator.day.below',
};

/** The words for a comparison. @param isOfDays whether it is one of days or moments */
export const operatorText = (comparison: Comparison, isOfDays: boolean): TextId =>
  (isOfDays ? DAY_TEXTS[comparison] : undefined) ?? `operator.${comparison}`;
