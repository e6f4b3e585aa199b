import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createExportersService } from '../../../server/src/services/exporters';
import { createRulesService } from '../../../server/src/services/rules';
import { CITY, HOTEL, refusal, schema } from '../plan/schema';

const site = (contentTypes: readonly string[] = []) => {
  const config = { contentApi: { contentTypes }, maxRows: 100, backgroundFrom: 10 };
  const strapi = {
    contentTypes: { [HOTEL]: schema.model(HOTEL), [CITY]: schema.model(CITY) },
    components: {},
    config: { get: () => config },
  } as never;
  return createExportersService({ strapi, schema, rules: createRulesService({ strapi }) });
};

const hotels = { name: 'hotels', contentType: HOTEL, label: 'Hotels', columns: ['name'] } as const;

type Definition = Parameters<ReturnType<typeof site>['register']>[0];

const define = (changes: object = {}): Definition => ({ ...hotels, ...changes });

describe('what can be exported', () => {
  it('is refused where two are called the same, and for what is no content', () => {
    const exporters = site();
    exporters.register(define());
    assert.throws(() => exporters.register(define()), /exporter hotels is wrong:\n {2}name: another exporter/);
    assert.throws(
      () => exporters.register(define({ name: 'people', contentType: 'admin::user' })),
      /people.*\n {2}contentType/,
    );
    const visibleTo = { path: 'colour', visibleTo: () => true };
    assert.throws(() => exporters.register(define({ name: 'other', columns: [visibleTo] })), /other.*\n.*colour/);
  });

  it('stops the boot where it does not fit its content type', async () => {
    const cases: readonly (readonly [object, RegExp])[] = [
      [{ columns: ['name', 'colour'] }, /columns\.1: colour is not a column/],
      [{ columns: ['note'] }, /columns\.0: note is not a column/],
      [
        { columns: [{ path: 'name', format: { kind: 'money', currency: 'USD', storedAs: 'units' } }] },
        /columns\.0\.format/,
      ],
      [{ columns: [{ key: 'x', type: 'text', dependsOn: ['colour'], compute: () => '' }] }, /columns\.0: colour/],
      [
        { lists: [{ path: 'rooms', label: 'Rooms', columns: ['colour'] }] },
        /lists\.0\.columns\.0: rooms\.colour is not a column/,
      ],
      [{ split: { by: 'colour' } }, /split\.by: colour is not a column/],
      [
        { summary: { title: 'All', figures: [{ label: 'x', of: { sum: 'colour' } }] } },
        /summary: colour is not a column/,
      ],
      [{ defaults: { sort: 'colour' } }, /sort\.0: colour/],
      [{ defaults: { csv: { delimiter: '#' } } }, /delimiter/],
    ];
    for (const [changes, message] of cases) {
      const exporters = site();
      exporters.register(define(changes));
      await assert.rejects(exporters.check(), (error: Error) => {
        assert.match(error.message, /^The exporter hotels is wrong:/);
        assert.match(error.message, message);
        return true;
      });
    }
  });

  it('must be told before it is checked', async () => {
    const exporters = site();
    await exporters.check();
    assert.throws(() => exporters.register(define()), /register it in the site's register/);
  });

  it('serves the content API what the site opens: of a type with an exporter of its own, that alone', async () => {
    const exporters = site([CITY]);
    exporters.register(define({ contentApi: true }));
    exporters.register(define({ name: 'inside' }));
    await exporters.check();
    const names = exporters.all('content-api').map(({ name }) => name);
    assert.deepEqual(names, ['hotels', CITY]);
    for (const name of ['inside', HOTEL, 'nothing']) {
      assert.equal(
        await refusal(async () => exporters.open('content-api', name)),
        'EXPORT_UNKNOWN_EXPORTER exporter not_open',
      );
    }
    assert.equal(exporters.open('panel', HOTEL).name, HOTEL);
    const both = site([HOTEL]);
    both.register(define({ contentApi: true }));
    await assert.rejects(both.check(), /content-export\.config\.contentApi\.contentTypes\.0: .* hotels/);
  });

  it('has limits of its own, or those of the configuration', () => {
    const exporters = site();
    exporters.register(define({ limits: { maxRows: null, backgroundFrom: 7 } }));
    assert.deepEqual(exporters.limitsOf(exporters.open('panel', 'hotels')), { maxRows: null, backgroundFrom: 7 });
    assert.deepEqual(exporters.limitsOf(exporters.open('panel', CITY)), { maxRows: 100, backgroundFrom: 10 });
  });
});
