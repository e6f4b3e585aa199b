import type { Core } from '@strapi/strapi';

import { createBulkWriter } from './bulk-writer';
import { writeFiles } from './files';
import { writeHomepage } from './homepage';
import { hotelDocument } from './hotel-documents';
import { createHotelWriter } from './hotels';
import { writeHotelByDocumentService } from './hotels-by-document-service';
import { writeKitchen, writeLongNames } from './kitchen';
import { clearMarker, markSeeded, seededBefore } from './marker';
import {
  completeSizes,
  countsOf,
  HOTELS_BY_DOCUMENT_SERVICE,
  type SeedCounts,
  type SeedOptions,
  type SeedSizes,
} from './options';
import { writeOrders } from './orders';
import { givePoints } from './points';
import { seedPeople } from './people';
import { documentIdOf } from './random';
import { writeReference, type ReferenceIds } from './reference';
import { resetContent } from './reset';
import { advanceSequences } from './sequences';
import { withFastSqlite } from './sqlite-speed';
import { createSummaries } from './summaries';
import { writeSupplierPermissions } from './supplier-permissions';

export type { SeedCounts, SeedOptions, SeedSizes } from './options';

interface Locales {
  findByCode(code: string): Promise<unknown>;
  create(locale: { code: string; name: string }): Promise<unknown>;
}

const ensureFrench = async (strapi: Core.Strapi) => {
  const locales = strapi.plugin('i18n').service<Locales>('locales');

  if (!(await locales.findByCode('fr'))) {
    await locales.create({ code: 'fr', name: 'French (fr)' });
  }
};

const writeHotels = async (strapi: Core.Strapi, sizes: SeedSizes, reference: ReferenceIds) => {
  const { hotelDocuments } = countsOf(sizes);
  const summaries = createSummaries();
  const byService = Math.min(HOTELS_BY_DOCUMENT_SERVICE, sizes.hotels);

  for (let index = 0; index < byService; index += 1) {
    const hotel = hotelDocument(index, sizes);
    await writeHotelByDocumentService(strapi, hotel);
    summaries.count(hotel);
  }

  // Made only now: it numbers its rows after the ones the Document Service wrote.
  const writer = createBulkWriter(strapi);
  const hotels = await createHotelWriter(strapi, writer, reference);

  await withFastSqlite(strapi, async () => {
    for (let index = byService; index < hotelDocuments; index += 1) {
      const hotel = hotelDocument(index, sizes);
      hotels.write(hotel);
      summaries.count(hotel);
      await writer.drain();
    }

    await writer.flush();
  });
  await advanceSequences(strapi, [...hotels.tables, await summaries.write(strapi, writer)]);
};

const writeContent = async (strapi: Core.Strapi, sizes: SeedSizes, step: (name: string) => void) => {
  const writer = createBulkWriter(strapi);
  const reference = await writeReference(strapi, writer);
  await advanceSequences(strapi, reference.tables);
  const files = await writeFiles(strapi, writer);
  step('countries, suppliers, files');

  await writeHotels(strapi, sizes, reference.ids);
  step(`${sizes.hotels} hotels`);

  const orders = await withFastSqlite(strapi, () => writeOrders(strapi, writer, sizes.orders));
  await advanceSequences(strapi, [orders]);
  step(`${sizes.orders} orders`);

  const hotels = Array.from({ length: Math.min(3, sizes.hotels) }, (_, index) => documentIdOf('hotel', index));
  await writeKitchen(strapi, sizes.kitchenSinks, files, hotels[0] ?? null);
  await writeLongNames(strapi);
  await writeHomepage(strapi, files, hotels);
  step(`${sizes.kitchenSinks} kitchen sinks, homepage`);
};

/**
 * Fills a loaded Strapi with hotels, mappings, orders and kitchen sinks, and with people who may see them.
 * Does nothing when the same sizes are already there.
 *
 * @throws Error when a size is no number, or when other content is there and `reset` is not set
 */
export const seed = async (strapi: Core.Strapi, options: SeedOptions = {}): Promise<SeedCounts> => {
  const sizes = completeSizes(options);
  const log = options.log ?? (() => undefined);
  const before = await seededBefore(strapi, sizes);
  let last = performance.now();

  const step = (name: string) => {
    const now = performance.now();
    log(`${name}: ${((now - last) / 1000).toFixed(1)} s`);
    last = now;
  };

  if (before === 'same' && options.reset !== true) {
    log('The same content is already there.');

    return countsOf(sizes);
  }

  if (before === 'other' && options.reset !== true) {
    throw new Error('The database holds other content, or half a seed: seed with reset, or use another database.');
  }

  await clearMarker(strapi);

  if (options.reset === true) {
    await resetContent(strapi);
    step('reset');
  }

  await ensureFrench(strapi);
  const people = await seedPeople(strapi);
  await givePoints(strapi, people);
  step('people');
  await writeContent(strapi, sizes, step);
  await writeSupplierPermissions(strapi, people);
  await markSeeded(strapi, sizes);

  return countsOf(sizes);
};
