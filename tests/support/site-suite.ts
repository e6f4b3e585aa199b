import { after, before, describe } from 'node:test';
import { type DatabaseName, reasonToSkip } from './databases';
import type { Site } from './site';

/**
 * A suite on one database, on a site of its own that is booted before and closed after it; skipped where the database is
 * not there.
 *
 * @param boot makes the site
 * @param define the tests, which ask for the site while they run
 */
export const siteSuite = async (
  name: string,
  database: DatabaseName,
  boot: () => Promise<Site>,
  define: (site: () => Site) => void,
): Promise<void> => {
  const skip = await reasonToSkip(database);
  describe(name, { skip }, () => {
    let booted: Site | undefined;
    before(async () => {
      booted = await boot();
    });
    after(() => booted?.close());
    define(() => {
      if (booted === undefined) throw new Error('The site has not been booted.');
      return booted;
    });
  });
};
