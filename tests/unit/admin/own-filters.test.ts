import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from '@strapi/utils';
import { type FilterField, fieldsOf } from '../../../admin/src/services/own-filters';
import { sentJsonSchema } from '../../../server/src/exporter/json-schema';
import { isoDate, list, toggle } from '../../../server/src/exporter/filter-types';

const fieldFor = (schema: z.ZodType): FilterField => {
  const [field] = fieldsOf({ filters: sentJsonSchema(z.object({ asked: schema })) }) ?? [];
  assert.ok(field !== undefined);
  return field;
};

const kindFor = (schema: z.ZodType): FilterField['kind'] => fieldFor(schema).kind;

describe('the form of an exporter’s own filters', () => {
  it('is none where the exporter takes Strapi’s', () => {
    assert.equal(fieldsOf({ filters: null }), null);
    assert.deepEqual(fieldsOf({ filters: sentJsonSchema(z.object({})) }), []);
  });

  it('has an input of its own for each type that exporters have helpers for', () => {
    assert.equal(kindFor(z.string().min(1)), 'text');
    assert.equal(kindFor(z.coerce.number()), 'number');
    assert.equal(kindFor(z.int()), 'number');
    assert.equal(kindFor(isoDate()), 'day');
    assert.equal(kindFor(z.enum(['a', 'b'])), 'choice');
    assert.equal(kindFor(z.literal('a')), 'choice');
    assert.equal(kindFor(list(z.enum(['a', 'b']))), 'choices');
    assert.equal(kindFor(list(z.string())), 'lines');
    assert.equal(kindFor(list(z.coerce.number())), 'lines');
  });

  it('asks for what it does not know as text', () => {
    for (const schema of [
      z.unknown(),
      z.object({ a: z.string() }),
      z.union([z.string(), z.number()]),
      z.iso.datetime(),
    ]) {
      assert.equal(kindFor(schema), 'text');
    }
  });

  it('has a box for a switch that is on or off, and a choice for one that may be left open', () => {
    assert.equal(kindFor(toggle()), 'checkbox');
    assert.equal(kindFor(toggle().default(true)), 'checkbox');
    const open = fieldFor(toggle().optional());
    assert.deepEqual([open.kind, open.options], ['choice', [true, false]]);
  });

  it('knows what must be given, and what stands for what is not', () => {
    const { isRequired, fallback } = fieldFor(list(z.string()));
    assert.deepEqual([isRequired, fallback], [true, null]);
    const size = fieldFor(z.enum(['s', 'm']).default('m'));
    assert.deepEqual([size.isRequired, size.fallback], [false, 'm']);
    assert.equal(fieldFor(list(z.string()).default(['a', 'b'])).fallback, 'a, b');
    assert.equal(fieldFor(toggle().default(false)).fallback, 'false');
  });

  it('has the names, hints and limits that the exporter gives', () => {
    const { label, description, minimum, maximum } = fieldFor(
      z.coerce.number().min(0).max(5).optional().meta({ title: 'Rating', description: 'Of guests' }),
    );
    assert.deepEqual([label, description, minimum, maximum], ['Rating', 'Of guests', 0, 5]);
    assert.deepEqual([fieldFor(z.string()).label, fieldFor(z.string()).description], ['asked', null]);
  });

  it('has no limits that nobody set', () => {
    const limits = (schema: z.ZodType) => [fieldFor(schema).minimum, fieldFor(schema).maximum];
    assert.deepEqual(limits(z.int()), [null, null]);
    assert.deepEqual(limits(z.coerce.number().int().positive()), [1, null]);
    assert.deepEqual(limits(z.int().min(2).lt(10)), [2, 9]);
    assert.deepEqual(limits(list(z.number().max(3))), [null, 3]);
  });

  it('finds the type beside null and behind a reference', () => {
    assert.equal(kindFor(z.enum(['a', 'b']).nullable()), 'choice');
    assert.equal(kindFor(z.enum(['a', 'b']).meta({ id: 'own-filters-test' })), 'choice');
    const shared = { $defs: { Day: { type: 'string', format: 'date' } }, properties: { on: { $ref: '#/$defs/Day' } } };
    assert.equal(fieldsOf({ filters: shared })?.[0]?.kind, 'day');
  });

  it('keeps the order of the exporter', () => {
    const filters = sentJsonSchema(z.object({ to: isoDate(), from: isoDate(), account: z.string() }));
    assert.deepEqual(
      fieldsOf({ filters })?.map(({ name }) => name),
      ['to', 'from', 'account'],
    );
  });
});
