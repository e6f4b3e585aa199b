import { after, before, describe } from 'node:test';
import { rightsMatrixSuite } from '../rights/suite';
import { type DatabaseName, reasonToSkip } from '../support/databases';
import { bootSite, type Site } from '../support/site';
import { badRequestsSuite } from './suites/bad-requests';
import { catalogueSuite } from './suites/catalogue';
import { commandLineSuite, timeZoneSuite } from './suites/command-line';
import { configurationSuite } from './suites/configuration';
import { contentsSuite } from './suites/contents';
import { filtersSuite } from './suites/filters';
import { kindsSuite } from './suites/kinds';
import { largeSuite } from './suites/large';
import { listsSuite } from './suites/lists';
import { momentsSuite } from './suites/moments';
import { orderSuite } from './suites/order';
import { rightsSuite } from './suites/rights';
import { searchSuite } from './suites/search';
import { sheetsSuite } from './suites/sheets';
import { statementsSuite } from './suites/statements';
import { streamsSuite } from './suites/streams';
import { versionPagesSuite } from './suites/version-pages';
import { versionsSuite } from './suites/versions';

/** Everything that must hold on every database, on one site. */
export const defineIntegration = async (database: DatabaseName): Promise<void> => {
  const skip = await reasonToSkip(database);
  describe(`on ${database}`, { skip }, () => {
    let booted: Site | undefined;
    const site = (): Site => {
      if (booted === undefined) throw new Error('The site has not been booted.');
      return booted;
    };
    before(async () => {
      booted = await bootSite(database, { hotels: 1_000, orders: 100_000, mappingsPerHotel: 2, contactsPerHotel: 2 });
    });
    after(() => booted?.close());
    contentsSuite(site);
    kindsSuite(site);
    listsSuite(site);
    sheetsSuite(site);
    versionsSuite(site);
    searchSuite(site);
    momentsSuite(site);
    configurationSuite(site);
    badRequestsSuite(site);
    catalogueSuite(site);
    filtersSuite(site);
    rightsSuite(site);
    streamsSuite(site);
    if (database !== 'sqlite') statementsSuite(site);
    largeSuite(site);
    timeZoneSuite(site);
    if (database === 'sqlite') commandLineSuite(site);
    orderSuite(site);
    versionPagesSuite(site);
    rightsMatrixSuite(site, 'reduced');
  });
};
