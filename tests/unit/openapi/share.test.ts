import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { share } from '../../../server/src/openapi/document/share';

const long = (text: string) => ({ description: text.repeat(60) });

describe('what stands in the description more than once', () => {
  it('is named: generally where several exporters have it, otherwise after its own', () => {
    const { components, of } = share('parameters', [
      { exporter: 'api::a.a', name: 'columns', value: long('a') },
      { exporter: 'api::a.a', name: 'columns', value: long('a') },
      { exporter: 'sales', name: 'columns', value: long('s') },
      { exporter: 'sales', name: 'sort', value: long('x') },
      { exporter: 'api::a.a', name: 'sort', value: long('x') },
    ]);
    assert.deepEqual(components, { 'api.a.a.columns': long('a'), sort: long('x') });
    assert.deepEqual(of(long('a')), { $ref: '#/components/parameters/api.a.a.columns' });
    assert.deepEqual(of(long('s')), long('s'));
  });

  it('stays where it is when it is short, and when all its names are taken', () => {
    const short = { type: 'string' };
    const { components } = share('schemas', [
      { exporter: null, name: 'format', value: short },
      { exporter: null, name: 'format', value: short },
      ...['a', 'a', 'b', 'b'].map((text) => ({ exporter: null, name: 'job', value: long(text) })),
    ]);
    assert.deepEqual(components, { job: long('a') });
  });
});
