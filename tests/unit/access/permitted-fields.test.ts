import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type AbilityRule,
  permittedFields,
  permittedLocales,
  refusedFields,
} from '../../../server/src/access/permitted-fields';
import { letsFieldThrough, letsRowThrough, randomRules, ROWS, rule } from './ability';
import { createRandom } from './random';

const permitted = (...rules: AbilityRule[]): string[] | null => {
  const fields = permittedFields(rules);
  return fields === null ? null : [...fields].sort();
};

const own = { $and: [{ 'createdBy.id': 1 }] };
const spanish = { $and: [{ locale: { $in: ['es'] } }] };

describe('the fields that rules permit', () => {
  it('are none without a rule', () => {
    assert.deepEqual(permitted(), []);
    assert.deepEqual(permitted({ inverted: true, fields: ['name'] }), []);
  });

  it('are all where a rule without conditions names none', () => {
    assert.equal(permitted(rule()), null);
    assert.equal(permitted(rule(['name']), rule()), null);
    assert.equal(permitted(rule(['name'], own), rule()), null);
  });

  it('add up over rules without conditions, and an empty list adds nothing', () => {
    assert.deepEqual(permitted(rule(['name']), rule(['stars', 'seo.title'])), ['name', 'seo.title', 'stars']);
    assert.deepEqual(permitted(rule([])), []);
    assert.deepEqual(permitted(rule(['name'], {}), rule(['stars'])), ['name', 'stars'], 'no condition in it');
  });

  it('are those of the rules without conditions alone, since some rows pass by nothing else', () => {
    assert.deepEqual(permitted(rule(['name']), rule(['name', 'stars'], own)), ['name']);
    assert.deepEqual(permitted(rule(['name']), rule(undefined, own)), ['name']);
    assert.deepEqual(permitted(rule(['name', 'stars']), rule(['city'], own)), ['name', 'stars']);
    assert.deepEqual(permitted(rule([]), rule(['city'], own)), []);
  });

  it('add up over rules that share their condition', () => {
    assert.deepEqual(permitted(rule(['name'], own), rule(['stars'], { ...own })), ['name', 'stars']);
    assert.equal(permitted(rule(['name'], own), rule(undefined, own)), null);
  });

  it('are those which every condition has, since each lets some rows through alone', () => {
    assert.deepEqual(permitted(rule(['name', 'stars'], own), rule(['name', 'city'], spanish)), ['name']);
    assert.deepEqual(permitted(rule(['name'], own), rule(['stars'], own), rule(['stars', 'city'], spanish)), ['stars']);
    assert.deepEqual(permitted(rule(undefined, own), rule(['name'], spanish)), ['name']);
    assert.equal(permitted(rule(undefined, own), rule(undefined, spanish)), null);
    assert.deepEqual(permitted(rule(['name'], own), rule(['stars'], spanish)), []);
  });

  it('are not made more by a rule that takes away', () => {
    assert.deepEqual(permitted(rule(['name']), { inverted: true }), ['name']);
    assert.deepEqual(
      [...refusedFields([rule(['name']), { inverted: true, fields: ['name', 'stars'] }])],
      ['name', 'stars'],
    );
    assert.equal(refusedFields([rule(['name']), { inverted: true }]).size, 0, 'what takes whole rows names no field');
  });

  const FIELDS = ['x', 'y', 'z'];

  it('hold in every row that the rules let through, for any rules', () => {
    const random = createRandom(1);
    for (let round = 0; round < 5_000; round += 1) {
      const rules = randomRules(random, FIELDS, true);
      const fields = permittedFields(rules);
      const refused = refusedFields(rules);
      for (const field of FIELDS) {
        if ((fields !== null && !fields.has(field)) || refused.has(field)) continue;
        for (const row of ROWS.filter((one) => letsRowThrough(rules, one))) {
          assert.ok(letsFieldThrough(rules, row, field), JSON.stringify({ rules, row, field }));
        }
      }
    }
  });

  it('miss none that holds in every row, for any rules that only allow', () => {
    const random = createRandom(2);
    for (let round = 0; round < 5_000; round += 1) {
      const rules = randomRules(random, FIELDS, false);
      if (rules.length === 0) continue;
      const fields = permittedFields(rules);
      const rows = ROWS.filter((one) => letsRowThrough(rules, one));
      const everywhere = FIELDS.filter((field) => rows.every((row) => letsFieldThrough(rules, row, field)));
      assert.deepEqual(fields === null ? FIELDS : FIELDS.filter((field) => fields.has(field)), everywhere);
    }
  });

  // Two conditions that JSON writes alike are two conditions.
  it('are not mixed up where JSON cannot tell two conditions apart', () => {
    assert.deepEqual(permitted(rule(['name'], { title: /a/ }), rule(['stars'], { title: /b/ })), []);
    assert.deepEqual(permitted(rule(['name'], { a: undefined }), rule(['stars'], { b: undefined })), []);
    assert.deepEqual(permitted(rule(['name'], { a: NaN }), rule(['stars'], { a: null })), []);
  });
});

/** Whether a row meets conditions, of the few forms that are made here. */
const meets = (conditions: unknown, row: Readonly<Record<string, unknown>>): boolean =>
  Object.entries((conditions ?? {}) as Record<string, unknown>).every(([key, value]) => {
    if (key === '$and') return (value as unknown[]).every((one) => meets(one, row));
    if (key === '$or') return (value as unknown[]).some((one) => meets(one, row));
    if (typeof value !== 'object') return row[key] === value;
    const { $in } = value as { readonly $in: readonly unknown[] };
    return $in.includes(row[key]);
  });

describe('the locales that rules permit', () => {
  const locales = (...codes: string[]): object => ({ locale: { $in: codes } });

  it('are all without a condition on them', () => {
    assert.equal(permittedLocales([rule()]), null);
    assert.equal(permittedLocales([rule(['name'], own)]), null);
    assert.equal(permittedLocales([rule(undefined, locales('en')), rule(['name'])]), null);
    assert.equal(permittedLocales([rule(undefined, { $or: [locales('en'), own] })]), null);
  });

  it('are those which the conditions name, one beside the other or within a group', () => {
    assert.deepEqual(permittedLocales([rule(undefined, locales('en', 'de'))]), ['en', 'de']);
    assert.deepEqual(permittedLocales([rule(undefined, { $and: [own, locales('en')] })]), ['en']);
    assert.deepEqual(permittedLocales([rule(undefined, { $and: [{ $and: [locales('de')] }] })]), ['de']);
    const both = { $and: [locales('en', 'de'), locales('de', 'fr')] };
    assert.deepEqual(permittedLocales([rule(undefined, both)]), ['de']);
  });

  it('add up over rules, and are none where none is named', () => {
    const rules = [rule(['name'], locales('en')), rule(['stars'], { $and: [locales('de', 'en')] })];
    assert.deepEqual(permittedLocales(rules), ['en', 'de']);
    assert.deepEqual(permittedLocales([rule(undefined, locales())]), []);
    assert.deepEqual(permittedLocales([]), []);
  });

  it('take no notice of rules that take away, which the rows themselves are limited by', () => {
    assert.deepEqual(permittedLocales([rule(undefined, locales('en')), { inverted: true }]), ['en']);
  });

  it('hold every locale that a row can be let through in, and no other, for any rules', () => {
    const random = createRandom(3);
    const CODES = ['en', 'de', 'fr'];
    for (let round = 0; round < 3_000; round += 1) {
      const condition = (): object | undefined => {
        const named = locales(...random.some(CODES));
        const forms = [named, { $and: [named] }, { $and: [{ stars: 5 }, named] }, { $or: [named, { stars: 5 }] }];
        return random.one([undefined, {}, { stars: 5 }, ...forms]);
      };
      const rules = Array.from({ length: 1 + random.below(3) }, () => rule(undefined, condition()));
      const found = permittedLocales(rules);
      for (const locale of CODES) {
        const isLetThrough = [4, 5].some((stars) =>
          rules.some(({ conditions }) => meets(conditions, { locale, stars })),
        );
        assert.equal(found?.includes(locale) ?? true, isLetThrough, JSON.stringify({ rules, locale }));
      }
    }
  });
});
