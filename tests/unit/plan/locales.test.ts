import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Model, Schema } from '../../../server/src/access/schema';
import { localesOf } from '../../../server/src/plan/locales';
import { CITY, createGrant, HOTEL, refusal, schema } from './schema';

const hotel = schema.model(HOTEL) as Model;
const city = schema.model(CITY) as Model;

const locales = (asked?: string | string[], permitted?: readonly string[], site: Schema = schema) =>
  localesOf(site, hotel, createGrant(permitted === undefined ? {} : { locales: permitted }), asked);

const refused = (...input: Parameters<typeof locales>): Promise<string> => refusal(() => locales(...input));

const UNKNOWN = 'EXPORT_UNKNOWN_LOCALE locale unknown_locale';
const FORBIDDEN = 'EXPORT_LOCALE_FORBIDDEN locale not_readable';

describe('the locales of a plan', () => {
  it('are none where the type has none, and then none can be asked for', async () => {
    assert.equal(await localesOf(schema, city, createGrant(), undefined), null);
    for (const asked of ['en', '*', ['en', 'de']]) {
      const attempt = () => localesOf(schema, city, createGrant(), asked);
      assert.equal(await refusal(attempt), 'EXPORT_UNKNOWN_LOCALE locale not_localised');
    }
  });

  it("are the site's default one, or the first that may be read", async () => {
    assert.deepEqual(await locales(), ['en']);
    assert.deepEqual(await locales(undefined, ['de', 'en']), ['en']);
    assert.deepEqual(await locales(undefined, ['fr', 'de']), ['de'], "in the site's order");
    assert.equal(await refused(undefined, []), FORBIDDEN);
    assert.equal(await refused(undefined, ['xx']), FORBIDDEN, 'a locale that the site has no more');
  });

  it('are those that are asked for, each once and in that order', async () => {
    assert.deepEqual(await locales('de'), ['de']);
    assert.deepEqual(await locales(['fr', 'en', 'fr']), ['fr', 'en']);
    assert.deepEqual(await locales(['de'], ['de']), ['de']);
  });

  it('are all that may be read where all are asked for', async () => {
    assert.deepEqual(await locales('*'), ['en', 'de', 'fr']);
    assert.deepEqual(await locales(['*', 'de']), ['en', 'de', 'fr']);
    assert.deepEqual(await locales('*', ['fr', 'de', 'xx']), ['de', 'fr']);
    assert.equal(await refused('*', []), FORBIDDEN);
    assert.equal(await refused(['*', 'en'], []), FORBIDDEN);
  });

  it('are refused where one does not exist', async () => {
    for (const asked of ['xx', 'EN', 'all', '', '__proto__', 'constructor', 'en,de', '**']) {
      assert.equal(await refused(asked), UNKNOWN, asked);
      assert.equal(await refused(['en', asked]), UNKNOWN, asked);
    }
  });

  it('are refused where one may not be read, beside others that may', async () => {
    assert.equal(await refused('fr', ['en', 'de']), FORBIDDEN);
    assert.equal(await refused(['en', 'fr'], ['en', 'de']), FORBIDDEN);
    assert.equal(await refused('en', []), FORBIDDEN);
    assert.equal(await refused(['xx'], ['xx', 'en']), UNKNOWN, 'a right to what is gone');
  });

  it('are refused where one does not exist, beside all', async () => {
    assert.equal(await refused(['*', 'xx']), UNKNOWN);
  });

  it('are refused where the site has none', async () => {
    const bare: Schema = { ...schema, locales: () => Promise.resolve([]) };
    assert.equal(await refused(undefined, undefined, bare), FORBIDDEN);
    assert.equal(await refused('en', undefined, bare), UNKNOWN);
  });
});
