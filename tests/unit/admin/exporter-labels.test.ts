import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { labelIn } from '../../../admin/src/services/exporter-labels';
import type { Exporter } from '../../../shared/contracts/exporters';

const exporter = (name: string, label: string): Exporter => ({
  ...{ name, label, contentType: 'api::hotel.hotel', filters: null, kind: 'collectionType', hasDrafts: false },
  ...{ locales: null, formats: ['csv'], maxRows: null, backgroundFrom: 5_000, defaults: {} },
});

describe('what an exporter is called in the form', () => {
  it('is its label', () => {
    const hotel = exporter('api::hotel.hotel', 'Hotel');
    assert.equal(labelIn([hotel, exporter('hotels', 'Hotels')], hotel), 'Hotel');
  });

  it('is told with its name where another has the same label', () => {
    const [automatic, own] = [exporter('api::hotel.hotel', 'Hotels'), exporter('hotels', 'Hotels')];
    assert.equal(labelIn([automatic, own], automatic), 'Hotels (api::hotel.hotel)');
    assert.equal(labelIn([automatic, own], own), 'Hotels (hotels)');
  });
});
