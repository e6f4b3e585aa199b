import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createIntl } from 'react-intl';
import en from '../../../admin/src/translations/en.json';
import { EXPORT_EVENTS } from '../../../shared/events';

type Texts = Readonly<Record<string, string>>;

const PANEL = path.join(__dirname, '../../../admin/src');

const FOLDER = path.join(PANEL, 'translations');

const LANGUAGES = ['ar', 'de', 'es', 'fr'] as const;

const ENGLISH: Texts = en;

const KEYS = Object.keys(ENGLISH);

const textsOf = (language: string): Texts =>
  JSON.parse(readFileSync(path.join(FOLDER, `${language}.json`), 'utf8')) as Texts;

/** Names, and texts of nothing but values. */
const SAME_EVERYWHERE = new Set([
  'direction',
  'condition.bare',
  'condition.next',
  'condition.text',
  'format.csv',
  'format.xlsx',
  'format.json',
  'format.ndjson',
  'quick.and',
  'quick.as.json',
  'quick.as.xlsx',
  'quick.direct',
  'schedules.result',
  'settings.of',
  'when.cron',
]);

/** Words that a language writes as English does. */
const SAME_IN: Readonly<Record<(typeof LANGUAGES)[number], readonly string[]>> = {
  ar: [],
  de: [
    'preset.name',
    'presets.column.name',
    'schedule.name',
    'schedules.column.name',
    'settings.queue.redis',
    'webhook.name',
  ],
  es: ['filter.no'],
  fr: [
    'duration.minute',
    'form.publication',
    'jobs.column.actions',
    'option.dateFormat',
    'page.title',
    'points.amount',
    'points.column.actions',
    'points.entry.amount',
    'preset.description',
    'presets.column.actions',
    'schedules.active',
    'schedules.column.actions',
    'settings.title',
    'tab.exports',
    'tab.points',
  ],
};

/** French and Spanish have a form for whole millions, which differs only where the number is a word. */
const NOT_ASKED_FOR: Readonly<Record<string, readonly string[]>> = { es: ['many'], fr: ['many'] };

const categoriesOf = (language: string): string[] => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return pluralCategories.filter((one) => NOT_ASKED_FOR[language]?.includes(one) !== true).sort();
};

const intl = createIntl({ locale: 'en' });

/** Parsed as the panel does it; throws where the text is none. */
const parse = (text: string) => intl.formatters.getMessageFormat(text, 'en').getAst();

type Element = ReturnType<typeof parse>[number];

const partsBelow = (element: Element): readonly Element[] => {
  if ('children' in element) return element.children;
  if ('options' in element) return Object.values(element.options).flatMap(({ value }) => value);
  return [];
};

const everyPart = (text: string): Element[] => {
  const withParts = (element: Element): Element[] => [element, ...partsBelow(element).flatMap(withParts)];
  return parse(text).flatMap(withParts);
};

/** What stands in a message between its arguments. */
const PLAIN = parse('text')[0]?.type;

/** What a text asks for: its arguments and how each is shown, choices by name, and marks. */
const shapeOf = (text: string): string[] => {
  const shapes = everyPart(text).flatMap((element) => {
    // The number within a plural has no value.
    if (element.type === PLAIN || !('value' in element)) return [];
    const choices = 'options' in element && !('pluralType' in element) ? Object.keys(element.options).sort() : [];
    return [[element.type, element.value, ...choices].join(' ')];
  });
  return [...new Set(shapes)].sort();
};

const pluralsOf = (text: string): string[][] =>
  everyPart(text).flatMap((element) =>
    'pluralType' in element ? [Object.keys(element.options).filter((key) => !key.startsWith('='))] : [],
  );

/** Tells of what is wrong by key, all at once. */
const assertNone = (keys: readonly string[], what: string): void =>
  assert.ok(keys.length === 0, `${what}:\n${keys.map((key) => `  ${key}`).join('\n')}`);

const wrongKeys = (isWrong: (key: string) => boolean): string[] => KEYS.filter(isWrong);

describe('the texts of the panel', () => {
  it('are there in every language that is told of, and no other', () => {
    const files = readdirSync(FOLDER).map((file) => path.basename(file, '.json'));
    assert.deepEqual(files.sort(), [...LANGUAGES, 'en'].sort());
  });

  it('are messages that can be read, in English', () => {
    for (const key of KEYS) assert.doesNotThrow(() => parse(ENGLISH[key] ?? ''), key);
  });

  for (const language of LANGUAGES) {
    const texts = textsOf(language);
    const textOf = (key: string): string => texts[key] ?? '';
    const known = KEYS.filter((key) => key in texts);

    it(`have the same keys in the same order in ${language}`, () => {
      const file = `admin/src/translations/${language}.json`;
      assertNone(
        wrongKeys((key) => !(key in texts)),
        `${file} lacks these keys of en.json; please translate them`,
      );
      assertNone(
        Object.keys(texts).filter((key) => !(key in ENGLISH)),
        `${file} has keys that en.json does not have; please remove them`,
      );
      assert.deepEqual(Object.keys(texts), KEYS, `the keys of ${file} are in another order than those of en.json`);
    });

    it(`are messages with the arguments of the English ones in ${language}`, () => {
      for (const key of known) {
        assert.doesNotThrow(() => parse(textOf(key)), `${key} cannot be read`);
        assert.deepEqual(shapeOf(textOf(key)), shapeOf(ENGLISH[key] ?? ''), key);
      }
    });

    it(`have all forms of the plural that ${language} has`, () => {
      const categories = categoriesOf(language);
      for (const key of known) {
        for (const forms of pluralsOf(textOf(key))) assert.deepEqual(forms.sort(), categories, key);
      }
    });

    it(`are translated in ${language}`, () => {
      const isAllowed = (key: string): boolean => SAME_EVERYWHERE.has(key) || SAME_IN[language].includes(key);
      assertNone(
        known.filter((key) => textOf(key).trim() === ''),
        `empty in ${language}`,
      );
      assertNone(
        known.filter((key) => textOf(key) === ENGLISH[key] && !isAllowed(key)),
        `the same in ${language} as in English; please translate them, or allow them in this test`,
      );
      assertNone(
        SAME_IN[language].filter((key) => textOf(key) !== ENGLISH[key]),
        `allowed to be as in English, and is not, in ${language}`,
      );
    });
  }
});

/** What is told apart from the sentence around it, whatever script it is in: names of the site's, and texts of the server. */
const NAMES = [
  'name',
  'label',
  'names',
  'fields',
  'field',
  'path',
  'roles',
  'message',
  'search',
  'value',
  'text',
  'state',
  'language',
  'id',
  'cron',
];

describe('the texts of a language from right to left', () => {
  it('are shown in that direction, and the others are not', () => {
    const directions = ['en', ...LANGUAGES].map((language) => [language, textsOf(language).direction]);
    assert.deepEqual(
      directions.filter(([, direction]) => direction !== 'ltr'),
      [['ar', 'rtl']],
    );
  });

  it('keep names apart, which may be in another script', () => {
    const name = new RegExp(`(?<!\u2068)\\{(?:${NAMES.join('|')})\\}|\\{(?:${NAMES.join('|')})\\}(?!\u2069)`);
    const texts = textsOf('ar');
    assertNone(
      KEYS.filter((key) => name.test(texts[key] ?? '')),
      'names without U+2068 before and U+2069 after them in ar.json',
    );
  });
});

const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(file);
    return /\.tsx?$/.test(entry.name) ? [file] : [];
  });

const SOURCE = sourceFiles(PANEL).map((file) => readFileSync(file, 'utf8'));

const found = (pattern: RegExp): string[] =>
  SOURCE.flatMap((source) => [...source.matchAll(pattern)].map(([, key]) => key ?? ''));

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a value within a key can be. Only events have points in their names. */
const VALUE = `(?:[^.]+|${EXPORT_EVENTS.map(escaped).join('|')})`;

/** `status.${status}` as a pattern of the keys that it can be. */
const toPattern = (template: string): RegExp =>
  new RegExp(
    `^${template
      .split(/\$\{[^}]*\}/)
      .map(escaped)
      .join(VALUE)}$`,
  );

/** With a prefix that tells the plugin's keys from others, where nobody calls `t`. */
const REGISTERED = found(/id: `\$\{PLUGIN_ID\}\.([\w.-]+)`/g);

const PATTERNS = found(/`([a-z][\w-]*\.(?:[\w.-]|\$\{[^}]*\})*)`/g)
  .filter((template) => template.includes('${'))
  .map(toPattern);

describe('the keys of the panel’s texts', () => {
  it('are all used', () => {
    const literals = new Set([...found(/'([\w.-]+)'/g), ...REGISTERED]);
    const isUsed = (key: string): boolean => literals.has(key) || PATTERNS.some((pattern) => pattern.test(key));
    assertNone(
      wrongKeys((key) => !isUsed(key)),
      'no file of admin/src shows these texts of en.json; please remove them',
    );
  });

  it('are there where they are asked for', () => {
    assertNone(
      [...found(/\bt\(\s*'([^']+)'/g), ...REGISTERED].filter((key) => !(key in ENGLISH)),
      'en.json lacks these keys, which admin/src asks for',
    );
    const templates = found(/\bt\(\s*`([^`]+)`/g).filter((one) => !KEYS.some((key) => toPattern(one).test(key)));
    assertNone(templates, 'en.json has no key for these, which admin/src asks for');
  });

  it('are those of what Strapi shows for the plugin, with the English text beside them', () => {
    const shown = SOURCE.flatMap((source) => [
      ...source.matchAll(/id: `\$\{PLUGIN_ID\}\.([\w.-]+)`, defaultMessage: '([^']+)'/g),
    ]);
    assert.deepEqual(
      shown.map(([, key]) => key),
      ['page.title', 'settings.title', 'widget.title'],
    );
    for (const [, key = '', text] of shown) assert.equal(ENGLISH[key], text, key);
  });
});
