import type { Translate } from '../hooks/useTranslate';
import type { Phrase } from './filter-phrases';
import { operatorText } from './operator-texts';

/** What texts are made with. */
export interface Words {
  readonly t: Translate;
  /** Shows an ISO 8601 moment. */
  moment(iso: string): string;
}

/** More values than this say little: those of ticked rows are hundreds of ids. */
const MOST_VALUES = 10;

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isMoment = (value: unknown): value is string => typeof value === 'string' && MOMENT.test(value);

const isDay = (value: unknown): boolean => isMoment(value) || (typeof value === 'string' && DAY.test(value));

const valueText = (value: unknown, { t, moment }: Words): string => {
  if (typeof value === 'boolean') return t(`value.${value}`);
  if (typeof value !== 'string') return JSON.stringify(value);
  // Nothing at all, or spaces, would not be seen.
  if (value.trim() !== value || value === '') return t('value.text', { text: value });
  return isMoment(value) && !Number.isNaN(Date.parse(value)) ? moment(value) : value;
};

/** Several values as one text. */
export const valuesText = (values: readonly unknown[], words: Words): string => {
  const shown = values.slice(0, MOST_VALUES).map((value) => valueText(value, words));
  const count = values.length - shown.length;
  const text = shown.join(', ');
  return count === 0 ? text : words.t('value.more', { values: text, count });
};

const compared = ({ comparison, values }: Extract<Phrase, { kind: 'condition' }>, words: Words): string => {
  const [from, to, ...more] = values;
  if (comparison !== 'between' || values.length < 2 || more.length > 0) return valuesText(values, words);
  return words.t('value.between', { from: valueText(from, words), to: valueText(to, words) });
};

const conditionText = (phrase: Extract<Phrase, { kind: 'condition' }>, words: Words): string => {
  const { path, comparison, values } = phrase;
  const { t } = words;
  const operator = t(operatorText(comparison, values.some(isDay)));
  if (values.length === 0 && (comparison === 'empty' || comparison === 'notEmpty')) {
    return t('condition.bare', { field: path, operator });
  }
  const value = values.length === 0 ? '[]' : compared(phrase, words);
  return t('condition.text', { field: path, operator, value });
};

/** What stands within another phrase; with brackets where it would not be clear how far it reaches. */
const within = (phrase: Phrase, words: Words): string => {
  const text = phraseText(phrase, words);
  return phrase.kind === 'condition' || phrase.kind === 'other' ? text : `(${text})`;
};

/** Says a filter in words. */
export const phraseText = (phrase: Phrase, words: Words): string => {
  const { t } = words;
  switch (phrase.kind) {
    case 'condition':
      return conditionText(phrase, words);
    case 'other': {
      const { name, value } = phrase;
      const values: readonly unknown[] = Array.isArray(value) && value.length > 0 ? value : [value];
      return t('settings.of', { name, value: valuesText(values, words) });
    }
    case 'not':
      return t('condition.not', { conditions: within(phrase.of, words) });
    case 'all':
    case 'any': {
      const texts = phrase.of.map((one) => within(one, words));
      const conditions = texts.reduce((before, next) => t('condition.next', { before, next }));
      return t(`condition.${phrase.kind}`, { conditions });
    }
  }
};
