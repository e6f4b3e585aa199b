/** How much the seed writes. The same sizes give the same rows on every database. */
export interface SeedSizes {
  /** Documents with a published English row (and its draft). Default 1000. */
  readonly hotels: number;
  /** Further documents which are only a draft, as a part of `hotels`. Default 0.1. */
  readonly drafts: number;
  /** Default 1. */
  readonly mappingsPerHotel: number;
  /** Default 1. */
  readonly contactsPerHotel: number;
  /** Default 1. */
  readonly locationsPerHotel: number;
  /** Default 1000. */
  readonly orders: number;
  /** Documents of the kitchen sink, written through the Document Service: about 100 ms each. Default 8. */
  readonly kitchenSinks: number;
}

export interface SeedOptions extends Partial<SeedSizes> {
  /** Empties the playground's tables first. Without it other sizes than the ones already there are an error. */
  readonly reset?: boolean;
  /** Told one line per step. Default: silent. */
  readonly log?: (line: string) => void;
}

const DEFAULTS: SeedSizes = {
  hotels: 1000,
  drafts: 0.1,
  mappingsPerHotel: 1,
  contactsPerHotel: 1,
  locationsPerHotel: 1,
  orders: 1000,
  kitchenSinks: 8,
};

/** Every French hotel has a French draft and a French published row. */
export const FRENCH_EVERY = 5;

/** A draft edited after its publication. */
export const MODIFIED_EVERY = 20;

/** The first hotels are written through the Document Service, so that Strapi's own way of writing is covered. */
export const HOTELS_BY_DOCUMENT_SERVICE = 3;

/** @throws Error naming the size which is not a number in its range */
export const completeSizes = (options: SeedOptions): SeedSizes => {
  const sizes: SeedSizes = {
    hotels: options.hotels ?? DEFAULTS.hotels,
    drafts: options.drafts ?? DEFAULTS.drafts,
    mappingsPerHotel: options.mappingsPerHotel ?? DEFAULTS.mappingsPerHotel,
    contactsPerHotel: options.contactsPerHotel ?? DEFAULTS.contactsPerHotel,
    locationsPerHotel: options.locationsPerHotel ?? DEFAULTS.locationsPerHotel,
    orders: options.orders ?? DEFAULTS.orders,
    kitchenSinks: options.kitchenSinks ?? DEFAULTS.kitchenSinks,
  };

  for (const [name, size] of Object.entries(sizes)) {
    const whole = name === 'drafts' || Number.isInteger(size);

    if (!Number.isFinite(size) || size < 0 || !whole) {
      throw new Error(`The size "${name}" must be a number from 0 up, got ${size}.`);
    }
  }

  return sizes;
};

/** How many rows a test may expect to find. */
export interface SeedCounts {
  /** Published rows in the default locale: `hotels`. */
  readonly publishedHotels: number;
  /** Documents, draft-only ones included. */
  readonly hotelDocuments: number;
  /** Published French rows. */
  readonly frenchHotels: number;
  /** Published documents whose draft was edited afterwards. */
  readonly modifiedHotels: number;
  readonly mappings: number;
  readonly contacts: number;
  readonly locations: number;
  readonly orders: number;
  readonly kitchenSinks: number;
}

/** The first index below `size` is 0 for French and `MODIFIED_EVERY - 1` for modified hotels: see hotel-documents.ts. */
export const countsOf = (sizes: SeedSizes): SeedCounts => {
  const documents = sizes.hotels + Math.floor(sizes.hotels * sizes.drafts);

  return {
    publishedHotels: sizes.hotels,
    hotelDocuments: documents,
    frenchHotels: Math.ceil(sizes.hotels / FRENCH_EVERY),
    modifiedHotels: Math.floor(sizes.hotels / MODIFIED_EVERY),
    mappings: documents * sizes.mappingsPerHotel,
    contacts: documents * sizes.contactsPerHotel,
    locations: documents * sizes.locationsPerHotel,
    orders: sizes.orders,
    kitchenSinks: sizes.kitchenSinks,
  };
};
