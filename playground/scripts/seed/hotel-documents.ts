import { documentStamps, momentOf, plainDate, plainStamps, type DocumentStamps, type Stamps } from './dates';
import { FRENCH_EVERY, MODIFIED_EVERY, type SeedSizes } from './options';
import { documentIdOf, Random } from './random';
import { CITIES, CONTACT_KINDS, COUNTRIES, PROPERTY_TYPES, STREETS, SUPPLIERS } from './reference-data';
import { describe } from './text';

type Attributes = Readonly<Record<string, unknown>>;

/** A document of a type without draft & publish that belongs to a hotel. */
export interface HotelPart {
  readonly documentId: string;
  readonly attributes: Attributes;
  readonly stamps: Stamps;
}

/** One hotel as a document, before anybody decides how it is written. */
export interface HotelDocument {
  readonly documentId: string;
  readonly supplierIndex: number;
  readonly countryIndex: number;
  readonly published: boolean;
  readonly modified: boolean;
  /** What all its rows share. */
  readonly attributes: Attributes;
  readonly english: { readonly name: string; readonly description: string | null };
  readonly french: { readonly name: string; readonly description: string | null } | null;
  readonly stamps: DocumentStamps;
  readonly locations: readonly HotelPart[];
  readonly contacts: readonly HotelPart[];
  readonly mappings: readonly HotelPart[];
}

/** The name of a draft which was edited after its publication. */
export const editedName = (name: string): string => `${name} (edited)`;

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

const twoDigits = (value: number) => String(value).padStart(2, '0');

const at = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;

const phoneOf = (random: Random) => `+${random.int(30, 49)} ${random.int(10, 99)} ${random.int(100_000, 9_999_999)}`;

const locationOf = (hotel: number, part: number, position: number): HotelPart => {
  const random = new Random(`location:${hotel}:${part}`);

  return {
    documentId: documentIdOf('location', position),
    stamps: plainStamps(position),
    attributes: {
      label: part === 0 ? 'Main entrance' : `Annex "${part}", side door`,
      street: `${random.pick(STREETS)} ${random.int(1, 200)}`,
      city: at(CITIES, hotel + part),
      postal_code: String(random.int(0, 99_999)).padStart(5, '0'),
      latitude: rounded(random.next() * 180 - 90, 6),
      longitude: rounded(random.next() * 360 - 180, 6),
    },
  };
};

const contactOf = (hotel: number, part: number, position: number): HotelPart => {
  const random = new Random(`contact:${hotel}:${part}`);

  return {
    documentId: documentIdOf('contact', position),
    stamps: plainStamps(position),
    attributes: {
      kind: at(CONTACT_KINDS, part),
      name: `${random.pick(['Zoë', 'Jürgen', 'Ana María', 'O’Neil', 'Łucja'])} ${random.pick(['Müller', 'Søndergård', 'Nguyễn', 'Smith, Jr.'])}`,
      email: random.chance(0.1) ? null : `contact${position}@example.com`,
      phone: random.chance(0.2) ? null : phoneOf(random),
    },
  };
};

const mappingOf = (hotel: number, part: number, position: number, supplier: number): HotelPart => {
  const random = new Random(`mapping:${hotel}:${part}`);
  const from = random.int(0, 300);

  return {
    documentId: documentIdOf('mapping', position),
    stamps: plainStamps(position),
    attributes: {
      ittid: ittidOf(hotel),
      supplier_code: at(SUPPLIERS, supplier + part).code,
      // Leading zeros: a spreadsheet which guesses a number loses them.
      provider_id: String(random.int(1, 99_999_999)).padStart(10, '0'),
      giata_code: random.chance(0.25) ? null : String(random.int(1, 999_999)),
      vervotech_id: random.chance(0.15) ? null : `V${random.int(10_000_000, 99_999_999)}`,
      valid_from: plainDate(from),
      valid_to: random.chance(0.5) ? null : plainDate(from + random.int(1, 365)),
      mapped_at: momentOf(position + 11),
    },
  };
};

/** The code that joins a hotel to its mappings. */
const ittidOf = (index: number): string => `ITT${String(index + 1).padStart(7, '0')}`;

const parts = (count: number, hotel: number, make: (part: number, position: number) => HotelPart) =>
  Array.from({ length: count }, (_, part) => make(part, hotel * count + part));

/**
 * The hotel with this index, the same whatever the size of the seed. The first `sizes.hotels` are published,
 * the ones after them are only drafts.
 */
export const hotelDocument = (index: number, sizes: SeedSizes): HotelDocument => {
  const random = new Random(`hotel:${index}`);
  const supplierIndex = random.int(0, SUPPLIERS.length - 1);
  const countryIndex = random.int(0, COUNTRIES.length - 1);
  const published = index < sizes.hotels;
  const modified = published && index % MODIFIED_EVERY === MODIFIED_EVERY - 1;
  const name = `${random.pick(['Grand', 'Petit', 'Old', 'Royal', 'Bären'])} ${random.pick(['Hôtel', 'Hotel', 'Inn & Spa', 'Résidence', '"Villa"'])} ${index + 1}`;
  const rating = random.chance(0.1) ? null : random.int(0, 50) / 10;

  return {
    documentId: documentIdOf('hotel', index),
    supplierIndex,
    countryIndex,
    published,
    modified,
    attributes: {
      ittid: ittidOf(index),
      supplier_code: at(SUPPLIERS, supplierIndex).code,
      country_code: at(COUNTRIES, countryIndex)[0],
      city: at(CITIES, index),
      property_type: random.pick(PROPERTY_TYPES),
      rating,
      stars: random.chance(0.05) ? null : random.int(1, 5),
      active: !random.chance(0.1),
      address: `${random.pick(STREETS)} ${random.int(1, 200)}, ${at(CITIES, index)}`,
      postal_code: String(random.int(0, 99_999)).padStart(5, '0'),
      phone: random.chance(0.1) ? null : phoneOf(random),
      email: random.chance(0.1) ? null : `hotel${index + 1}@example.com`,
      website: random.chance(0.3) ? null : `https://hotel-${index + 1}.example.com/?lang=en&ref=a,b`,
      latitude: rounded(random.next() * 180 - 90, 6),
      longitude: rounded(random.next() * 360 - 180, 6),
      check_in: `${twoDigits(random.int(12, 18))}:${twoDigits(random.int(0, 3) * 15)}:00.000`,
      opened_on: random.chance(0.2) ? null : plainDate(-random.int(0, 40_000)),
      last_synced_at: random.chance(0.2) ? null : momentOf(index + 7),
      room_count: random.chance(0.1) ? null : random.int(1, 900),
    },
    english: { name, description: describe(random, index) },
    french:
      published && index % FRENCH_EVERY === 0
        ? { name: `${name} – français`, description: describe(random, index + 1) }
        : null,
    stamps: documentStamps(index, modified),
    locations: parts(sizes.locationsPerHotel, index, (part, position) => locationOf(index, part, position)),
    contacts: parts(sizes.contactsPerHotel, index, (part, position) => contactOf(index, part, position)),
    mappings: parts(sizes.mappingsPerHotel, index, (part, position) => mappingOf(index, part, position, supplierIndex)),
  };
};
