import type { Core } from '@strapi/strapi';

import type { SeedSizes } from './options';
import { SUPPLIER } from './uids';

/** Changes whenever the seed writes other rows for the same sizes. */
const SEED_VERSION = 1;

interface Marker {
  readonly version: number;
  readonly sizes: SeedSizes;
}

const storeOf = (strapi: Core.Strapi) => strapi.store({ type: 'playground', name: 'seed' });

const same = (a: SeedSizes, b: SeedSizes) => (Object.keys(a) as (keyof SeedSizes)[]).every((key) => a[key] === b[key]);

/** What an earlier seed left: nothing, the same rows, or other ones. */
export const seededBefore = async (strapi: Core.Strapi, sizes: SeedSizes): Promise<'nothing' | 'same' | 'other'> => {
  const marker = (await storeOf(strapi).get({ key: 'sizes' })) as Marker | null;

  if (marker === null) {
    // Rows without a marker: a seed was interrupted, or somebody wrote content by hand.
    return (await strapi.db.query(SUPPLIER).count()) === 0 ? 'nothing' : 'other';
  }

  return marker.version === SEED_VERSION && same(marker.sizes, sizes) ? 'same' : 'other';
};

/** Written last: a seed which was interrupted leaves no marker. */
export const markSeeded = async (strapi: Core.Strapi, sizes: SeedSizes): Promise<void> => {
  const marker: Marker = { version: SEED_VERSION, sizes };
  await storeOf(strapi).set({ key: 'sizes', value: marker });
};

export const clearMarker = async (strapi: Core.Strapi): Promise<void> => {
  await storeOf(strapi).delete({ key: 'sizes' });
};
