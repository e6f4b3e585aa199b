import type { DatabaseName } from '../support/databases';
import { bootSite } from '../support/site';
import { siteSuite } from '../support/site-suite';
import { rightsMatrixSuite } from './suite';

/** The whole of it on one database, on a site of its own. */
export const defineRights = (database: DatabaseName): Promise<void> => {
  const boot = () => bootSite(database, { hotels: 3, orders: 3, kitchenSinks: 1 }, 'rights');
  return siteSuite(`rights on ${database}`, database, boot, (site) => rightsMatrixSuite(site, 'full'));
};
