import { rightsMatrixSuite } from '../rights/suite';
import type { DatabaseName } from '../support/databases';
import { bootSite } from '../support/site';
import { siteSuite } from '../support/site-suite';
import { badRequestsSuite } from './suites/bad-requests';
import { catalogueSuite } from './suites/catalogue';
import { commandLineSuite, timeZoneSuite } from './suites/command-line';
import { configurationSuite } from './suites/configuration';
import { contentsSuite } from './suites/contents';
import { docExamplesSuite } from './suites/doc-examples';
import { explainCommandSuite, explainSuite } from './suites/explain';
import { filtersSuite } from './suites/filters';
import { exportLogSuite } from './suites/export-log';
import { jobAttemptsSuite } from './suites/job-attempts';
import { jobDownloadsSuite } from './suites/job-downloads';
import { jobFaultsSuite } from './suites/job-faults';
import { jobListsSuite } from './suites/job-lists';
import { jobNoticesSuite } from './suites/job-notices';
import { jobRecoverySuite } from './suites/job-recovery';
import { jobRetentionSuite } from './suites/job-retention';
import { jobRightsSuite } from './suites/job-rights';
import { jobSubmissionsSuite } from './suites/job-submissions';
import { jobsSuite } from './suites/jobs';
import { kindsSuite } from './suites/kinds';
import { largeSuite } from './suites/large';
import { listsSuite } from './suites/lists';
import { momentsSuite } from './suites/moments';
import { orderSuite } from './suites/order';
import { peopleSuite } from './suites/people';
import { presetsSuite } from './suites/presets';
import { rightsSuite } from './suites/rights';
import { schedulesSuite } from './suites/schedules';
import { searchSuite } from './suites/search';
import { sheetsSuite } from './suites/sheets';
import { statementsSuite } from './suites/statements';
import { streamsSuite } from './suites/streams';
import { versionPagesSuite } from './suites/version-pages';
import { versionsSuite } from './suites/versions';

const SIZES = { hotels: 1_000, orders: 100_000, mappingsPerHotel: 2, contactsPerHotel: 2 };

/** Everything that must hold on every database, on one site. */
export const defineIntegration = (database: DatabaseName): Promise<void> =>
  siteSuite(
    `on ${database}`,
    database,
    () => bootSite(database, SIZES),
    (site) => {
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
      jobSubmissionsSuite(site);
      jobsSuite(site);
      jobListsSuite(site);
      jobDownloadsSuite(site);
      jobRightsSuite(site);
      jobNoticesSuite(site);
      jobAttemptsSuite(site);
      jobFaultsSuite(site);
      jobRecoverySuite(site);
      jobRetentionSuite(site);
      peopleSuite(site);
      presetsSuite(site);
      schedulesSuite(site);
      exportLogSuite(site);
      docExamplesSuite(site);
      if (database !== 'sqlite') statementsSuite(site);
      largeSuite(site);
      timeZoneSuite(site);
      if (database === 'sqlite') commandLineSuite(site);
      explainSuite(site);
      if (database === 'sqlite') explainCommandSuite(site);
      orderSuite(site);
      versionPagesSuite(site);
      rightsMatrixSuite(site, 'reduced');
    },
  );
