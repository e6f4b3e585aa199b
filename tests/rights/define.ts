import { after, before, describe } from 'node:test';
import { type DatabaseName, reasonToSkip } from '../support/databases';
import { bootSite, type Site } from '../support/site';
import { rightsMatrixSuite } from './suite';

/** The whole of it on one database, on a site of its own. */
export const defineRights = async (database: DatabaseName): Promise<void> => {
  const skip = await reasonToSkip(database);
  describe(`rights on ${database}`, { skip }, () => {
    let booted: Site | undefined;
    const site = (): Site => {
      if (booted === undefined) throw new Error('The site has not been booted.');
      return booted;
    };
    before(async () => {
      booted = await bootSite(database, { hotels: 3, orders: 3, kitchenSinks: 1 }, 'rights');
    });
    after(() => booted?.close());
    rightsMatrixSuite(site, 'full');
  });
};
