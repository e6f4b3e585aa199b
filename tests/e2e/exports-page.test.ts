import { after, before, beforeEach, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { clearJobs } from './support/api';
import { launch } from './support/browser';
import { columnsSuite } from './suites/columns';
import { formSuite } from './suites/form';
import { jobsSuite } from './suites/jobs';
import { leavingSuite } from './suites/leaving';
import { listSuite } from './suites/list';
import { ownFiltersSuite } from './suites/own-filters';
import { peopleSuite } from './suites/people';
import { previewSuite } from './suites/preview';

describe('the page of exports', () => {
  let launched: Browser | undefined;
  const browser = (): Browser => {
    if (launched === undefined) throw new Error('The browser has not been started.');
    return launched;
  };
  before(async () => {
    launched = await launch();
  });
  after(() => launched?.close());
  // Jobs of another test would stand in the list, and take places.
  beforeEach(clearJobs);
  jobsSuite(browser);
  formSuite(browser);
  columnsSuite(browser);
  previewSuite(browser);
  ownFiltersSuite(browser);
  listSuite(browser);
  leavingSuite(browser);
  peopleSuite(browser);
});
