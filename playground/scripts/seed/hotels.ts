import type { Core } from '@strapi/strapi';

import type { BulkWriter } from './bulk-writer';
import type { Stamps } from './dates';
import { editedName, type HotelDocument, type HotelPart } from './hotel-documents';
import { contentTable, linkTable, type LinkTable, type Table } from './model';
import type { ReferenceIds } from './reference';
import { createNextId } from './sequences';
import { CONTACT, HOTEL, LOCATION, MAPPING } from './uids';

const STAMPED = ['id', 'documentId', 'locale', 'createdAt', 'updatedAt', 'publishedAt'] as const;

const HOTEL_COLUMNS = [
  ...STAMPED,
  'ittid',
  'name',
  'supplier_code',
  'country_code',
  'city',
  'property_type',
  'rating',
  'stars',
  'active',
  'address',
  'postal_code',
  'phone',
  'email',
  'website',
  'latitude',
  'longitude',
  'check_in',
  'opened_on',
  'last_synced_at',
  'description',
  'room_count',
];

const PART_COLUMNS = {
  locations: ['label', 'street', 'city', 'postal_code', 'latitude', 'longitude'],
  contacts: ['kind', 'name', 'email', 'phone'],
  mappings: [
    'ittid',
    'supplier_code',
    'provider_id',
    'giata_code',
    'vervotech_id',
    'valid_from',
    'valid_to',
    'mapped_at',
  ],
} as const;

interface HotelRow {
  readonly id: number;
  readonly text: HotelDocument['english'];
  readonly locale: string;
  readonly stamps: Stamps;
}

const columnsOfLink = (link: LinkTable): Table => ({
  name: link.name,
  columns: link.inverseOrder === null ? [link.source, link.target] : [link.source, link.target, link.inverseOrder],
});

const createPartWriter = async (
  strapi: Core.Strapi,
  writer: BulkWriter,
  uid: typeof LOCATION,
  attributes: readonly string[],
) => {
  const table = contentTable(strapi, uid, [...STAMPED, ...attributes]);
  const link = columnsOfLink(linkTable(strapi, uid, 'hotel'));
  const nextId = await createNextId(strapi, table.name);

  return {
    table: table.name,
    write(parts: readonly HotelPart[], hotelIds: readonly number[]) {
      parts.forEach((part, position) => {
        const id = nextId();
        writer.add(table, table.toRow({ id, documentId: part.documentId, ...part.stamps, ...part.attributes }));

        // The Document Service links a type without draft & publish to the draft and to the published row alike,
        // and, asked for a document without naming a locale, to the rows of the default locale only.
        for (const hotelId of hotelIds) {
          writer.add(link, [id, hotelId, position + 1]);
        }
      });
    },
  };
};

/** Writes hotels with everything that belongs to them, as the Document Service would store them. */
export const createHotelWriter = async (strapi: Core.Strapi, writer: BulkWriter, reference: ReferenceIds) => {
  const table = contentTable(strapi, HOTEL, HOTEL_COLUMNS);
  const nextId = await createNextId(strapi, table.name);
  const country = columnsOfLink(linkTable(strapi, HOTEL, 'country'));
  const supplier = columnsOfLink(linkTable(strapi, HOTEL, 'supplier'));
  const locations = await createPartWriter(strapi, writer, LOCATION, PART_COLUMNS.locations);
  const contacts = await createPartWriter(strapi, writer, CONTACT, PART_COLUMNS.contacts);
  const mappings = await createPartWriter(strapi, writer, MAPPING, PART_COLUMNS.mappings);

  const rowsOf = (hotel: HotelDocument): HotelRow[] => {
    const localised = [
      { locale: 'en', text: hotel.english },
      ...(hotel.french === null ? [] : [{ locale: 'fr', text: hotel.french }]),
    ];

    return localised.flatMap(({ locale, text }) => {
      const draft = hotel.modified ? { ...text, name: editedName(text.name) } : text;
      const rows = [{ id: nextId(), text: draft, locale, stamps: hotel.stamps.draft }];

      return hotel.published ? [...rows, { id: nextId(), text, locale, stamps: hotel.stamps.published }] : rows;
    });
  };

  return {
    /** The tables which got explicit ids. */
    tables: [table.name, locations.table, contacts.table, mappings.table],
    write(hotel: HotelDocument) {
      const rows = rowsOf(hotel);

      for (const { id, text, locale, stamps } of rows) {
        const { documentId, attributes } = hotel;
        writer.add(table, table.toRow({ id, documentId, locale, ...stamps, ...attributes, ...text }));
        writer.add(country, [id, reference.countries[hotel.countryIndex]]);
        writer.add(supplier, [id, reference.suppliers[hotel.supplierIndex]]);
      }

      const english = rows.filter(({ locale }) => locale === 'en').map(({ id }) => id);
      locations.write(hotel.locations, english);
      contacts.write(hotel.contacts, english);
      mappings.write(hotel.mappings, english);
    },
  };
};
