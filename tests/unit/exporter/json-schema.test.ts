import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { list, toggle, z } from '../../../server/src/exporter';
import { sentJsonSchema } from '../../../server/src/exporter/json-schema';

describe('the JSON Schema of filters', () => {
  it('says which are needed, lists and switches among them', () => {
    const filters = z.strictObject({
      account: z.string(),
      countries: list(z.string()),
      active: toggle(),
      careless: z.preprocess((value) => (value as string).trim(), z.string()),
      note: z.string().optional(),
      suppliers: list(z.string()).optional(),
      size: z.int().default(5),
      within: z.strictObject({ tags: list(z.string()) }).optional(),
    });
    const { required, properties } = sentJsonSchema(filters);
    assert.deepEqual(required, ['account', 'countries', 'active', 'careless']);
    assert.deepEqual((properties?.within as { required?: string[] }).required, ['tags']);
    assert.equal('required' in sentJsonSchema(z.object({ note: z.string().optional() })), false);
  });
});
