import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkDefinition } from '../../../server/src/exporter/check-definition';
import { defaultsFor, fileNameOf } from '../../../server/src/exporter/exporter';
import { toExporter } from '../../../server/src/exporter/to-exporter';
import { z } from '../../../server/src/exporter';

const good = {
  name: 'records',
  contentType: 'api::order.order',
  label: 'Records',
  columns: ['id', { path: 'price', label: 'Price' }],
  filters: z.object({ account: z.string() }),
  where: () => ({}),
  fileName: '{exporter}_{account}_{date}',
};

const computed = { key: 'profit', type: 'integer', dependsOn: ['price'], compute: () => 1 };

const wrong = (changes: object): string => {
  try {
    checkDefinition({ ...good, ...changes });
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('the definition of an exporter', () => {
  it('is taken as it is when it is right', () => {
    assert.equal(wrong({}), 'accepted');
    assert.equal(wrong({ columns: [computed] }), 'accepted');
    assert.equal(wrong({ allowedAddresses: ['10.0.0.0/8', '2001:db8::1'] }), 'accepted');
    assert.equal(wrong({ filters: undefined, where: undefined, fileName: undefined }), 'accepted');
  });

  it('is refused naming the exporter and the key', () => {
    const cases: readonly (readonly [object, RegExp])[] = [
      [{ name: 'jobs' }, /exporter jobs is wrong:\n {2}name: This word is reserved/],
      [{ name: 'csv' }, /name: This word is reserved/],
      [{ name: 'explain' }, /name: This word is reserved/],
      [{ name: 'My Records' }, /name: Expected lower-case/],
      [{ label: undefined }, /exporter records is wrong:\n {2}label: /],
      [{ colums: [] }, /colums/],
      [{ columns: [] }, /columns: /],
      [{ columns: ['id', 'id'] }, /columns: id is there twice/],
      [{ columns: [{ ...computed, key: 'a b' }] }, /columns\.0\.key: Expected letters/],
      [{ columns: [{ ...computed, type: 'json' }] }, /columns\.0\.type: /],
      [{ columns: [{ ...computed, compute: undefined }] }, /columns\.0: Expected either compute or computeNullable/],
      [{ columns: [{ ...computed, computeNullable: () => 1 }] }, /columns\.0: Expected either/],
      [{ columns: [{ path: 'price', widht: 3 }] }, /columns\.0: .*widht/],
      [{ filters: { account: 1 } }, /filters: Expected a zod object/],
      [{ filters: z.object({ columns: z.string() }), fileName: undefined }, /filters\.columns: this word is reserved/],
      [{ where: undefined }, /where: filters mean nothing without it/],
      [{ filters: undefined, fileName: undefined }, /filters: where needs them/],
      [{ fileName: '{acount}' }, /fileName: \{acount\} is neither a filter, nor date, nor exporter/],
      [{ limits: { backgroundFrom: 0 } }, /limits\.backgroundFrom: /],
      [{ formats: ['pdf'] }, /formats\.0: /],
      [{ allowedAddresses: ['10.0.0.1', '10.0.0.0/33'] }, /allowedAddresses\.1: Expected an address or a range/],
      [{ allowedAddresses: [] }, /allowedAddresses: An empty list admits nobody/],
      [{ allowedAddresses: '10.0.0.0/8' }, /allowedAddresses: .*array/],
    ];
    for (const [changes, message] of cases) assert.match(wrong(changes), message);
    assert.throws(() => checkDefinition(null), /\(without a name\)/);
  });

  it('hides a computed column from whom its rule does not plainly admit', async () => {
    const answers = new Map<string, unknown>([
      ['1', true],
      ['2', 'yes'],
      ['3', undefined],
    ]);
    const visibleTo = ({ requester }: { requester: { id: string } }) => answers.get(requester.id);
    const definition = checkDefinition({ ...good, columns: [{ ...computed, visibleTo }] });
    const [column] = toExporter(definition, {} as never).columns ?? [];
    assert.ok(column?.kind === 'computed');
    const seen = ['1', '2', '3'].map((id) => column.isVisibleTo({ kind: 'end-user', id, name: id }));
    assert.deepEqual(await Promise.all(seen), [true, false, false]);
  });

  it('fills requests in with what it says of their format', () => {
    const defaults = { sort: 'id:desc', json: { root: 'records' }, csv: { delimiter: ';' } };
    const exporter = toExporter(checkDefinition({ ...good, defaults }), {} as never);
    assert.deepEqual(defaultsFor(exporter, 'json'), { sort: 'id:desc', root: 'records' });
    assert.deepEqual(defaultsFor(exporter, 'csv'), { sort: 'id:desc', delimiter: ';' });
    assert.deepEqual(defaultsFor(exporter, 'xlsx'), { sort: 'id:desc' });
  });
});

describe('the name of a file', () => {
  it('is made of a pattern and the values of filters', () => {
    assert.equal(
      fileNameOf('records_{account}_{date}', { account: 'a-1', date: '2026-01-02' }),
      'records_a-1_2026-01-02',
    );
    assert.equal(fileNameOf('{codes}', { codes: ['DE', 'FR'] }), 'DE-FR');
    assert.equal(fileNameOf('{status}_{constructor}', {}), 'all_all');
  });

  it('is one that every system takes, whatever the values are', () => {
    assert.equal(fileNameOf('{x}', { x: '../../etc/passwd' }), '__.._etc_passwd');
    assert.doesNotMatch(fileNameOf('{x}', { x: '../../etc/passwd' }), /[/\\]|^\./);
    assert.equal(fileNameOf('{x}', { x: 'a\0b\nc"d:e' }), 'a_b_c_d_e');
    assert.equal(fileNameOf('{x}', { x: '' }), 'export');
    assert.ok(fileNameOf('{x}', { x: 'ü'.repeat(500) }).length <= 150);
    assert.doesNotMatch(fileNameOf('{x}', { x: `${'a'.repeat(149)}😀` }), /\p{Surrogate}/u);
  });
});
