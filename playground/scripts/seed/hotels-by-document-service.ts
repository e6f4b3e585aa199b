import type { Core, UID } from '@strapi/strapi';

import type { HotelDocument, HotelPart } from './hotel-documents';
import { documentIdOf } from './random';
import { restamp } from './restamp';
import { CONTACT, HOTEL, LOCATION, MAPPING } from './uids';

const writePart = async (strapi: Core.Strapi, uid: UID.ContentType, hotel: string, part: HotelPart) => {
  const { documentId, attributes, stamps } = part;

  // Strapi takes a document id given in the data.
  await strapi.documents(uid).create({ data: { ...attributes, documentId, hotel } });
  await restamp(strapi, uid, documentId, stamps);
};

/** Writes one hotel the way the content manager would: save, translate, publish. */
export const writeHotelByDocumentService = async (strapi: Core.Strapi, hotel: HotelDocument): Promise<void> => {
  const hotels = strapi.documents(HOTEL);
  const { documentId } = hotel;
  const relations = {
    country: documentIdOf('country', hotel.countryIndex),
    supplier: documentIdOf('supplier', hotel.supplierIndex),
  };

  await hotels.create({
    locale: 'en',
    data: { ...hotel.attributes, ...hotel.english, ...relations, documentId },
  });

  for (const part of hotel.locations) {
    await writePart(strapi, LOCATION, documentId, part);
  }

  for (const part of hotel.contacts) {
    await writePart(strapi, CONTACT, documentId, part);
  }

  for (const part of hotel.mappings) {
    await writePart(strapi, MAPPING, documentId, part);
  }

  if (hotel.published) {
    await hotels.publish({ documentId, locale: 'en' });
  }

  if (hotel.french !== null) {
    await hotels.update({
      documentId,
      locale: 'fr',
      data: { ...hotel.attributes, ...hotel.french, ...relations },
    });
    await hotels.publish({ documentId, locale: 'fr' });
  }

  await restamp(strapi, HOTEL, documentId, hotel.stamps);
};
