import { after, before, describe } from 'node:test';
import { type DatabaseName, reasonToSkip } from '../support/databases';
import { bootSite, type Site } from '../support/site';
import { defineEntries } from './entry';
import { hotelEntries } from './suites/hotels';
import { recordEntries } from './suites/records';

/** The seeded playground with its own exporters, driven over HTTP. */
export const defineAcceptance = async (database: DatabaseName): Promise<void> => {
  const skip = await reasonToSkip(database);
  describe(`on ${database}`, { skip }, () => {
    let booted: Site | undefined;
    const site = (): Site => {
      if (booted === undefined) throw new Error('The site has not been booted.');
      return booted;
    };
    before(async () => {
      const sizes = { hotels: 200, orders: 60_000, mappingsPerHotel: 2, contactsPerHotel: 3, kitchenSinks: 0 };
      booted = await bootSite(database, sizes, 'acceptance', { PLAYGROUND_EXPORTERS: 'true' });
    });
    after(() => booted?.close());
    defineEntries([...recordEntries, ...hotelEntries], site);
  });
};
