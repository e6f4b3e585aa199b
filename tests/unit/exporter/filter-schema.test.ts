import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from '@strapi/utils';
import { sentJsonSchema } from '../../../server/src/exporter/json-schema';
import { isoDate, list, toggle } from '../../../server/src/exporter/filter-types';

const propertiesOf = (filters: z.ZodObject) =>
  sentJsonSchema(filters).properties as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

describe('the JSON Schema of filters', () => {
  it('names what a request must have, lists and switches among them', () => {
    const filters = z.object({
      account: z.string().min(1),
      countries: list(z.string()),
      suppliers: list(z.string()).optional(),
      active: toggle(),
      breakdown: toggle().default(false),
      from: isoDate().optional(),
      rating: z.coerce.number(),
    });
    assert.deepEqual(sentJsonSchema(filters).required, ['account', 'countries', 'active', 'rating']);
    assert.equal(sentJsonSchema(z.object({})).required, undefined);
  });

  it('takes what cannot even be asked for a missing value for required', () => {
    const sorted = z.preprocess((value) => (value as string).trim(), z.string());
    assert.deepEqual(sentJsonSchema(z.object({ sorted })).required, ['sorted']);
  });

  it('has the defaults, of what is transformed too', () => {
    const { size, breakdown, none } = propertiesOf(
      z.object({ size: z.enum(['s', 'm']).default('m'), breakdown: toggle().default(true), none: toggle().optional() }),
    );
    assert.deepEqual([size?.default, breakdown?.default], ['m', true]);
    assert.ok(!Object.hasOwn(none ?? {}, 'default'));
  });

  it('has titles, descriptions and limits as the exporter gives them', () => {
    const rating = z.coerce.number().min(0).max(5).meta({ title: 'Rating', description: 'Of guests' }).optional();
    const { type, title, description, minimum, maximum } = propertiesOf(z.object({ rating })).rating ?? {};
    assert.deepEqual([type, title, description, minimum, maximum], ['number', 'Rating', 'Of guests', 0, 5]);
  });
});
