import type { DatabaseName } from '../support/databases';
import { bootSite } from '../support/site';
import { siteSuite } from '../support/site-suite';
import { defineEntries } from './entry';
import { apiEntries } from './suites/api';
import { errorEntries } from './suites/errors';
import { fileEntries } from './suites/files';
import { hotelEntries } from './suites/hotels';
import { jobEntries } from './suites/jobs';
import { logEntries } from './suites/log';
import { networkEntries } from './suites/network';
import { pointEntries } from './suites/points';
import { readingEntries } from './suites/reading';
import { recordEntries } from './suites/records';
import { ruleEntries } from './suites/rules';
import { testEntries } from './suites/tests';

const SIZES = { hotels: 200, orders: 60_000, mappingsPerHotel: 2, contactsPerHotel: 3, kitchenSinks: 0 };

const ENTRIES = [
  ...[recordEntries, hotelEntries, pointEntries, jobEntries, fileEntries, logEntries, readingEntries],
  ...[ruleEntries, networkEntries, errorEntries, apiEntries, testEntries],
].flat();

/** The seeded playground with its own exporters, driven over HTTP. */
export const defineAcceptance = (database: DatabaseName): Promise<void> => {
  const boot = () => bootSite(database, SIZES, 'acceptance', { PLAYGROUND_EXPORTERS: 'true' });
  return siteSuite(`on ${database}`, database, boot, (site) => defineEntries(ENTRIES, site));
};
